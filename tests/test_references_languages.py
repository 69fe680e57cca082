"""References in French and Spanish texts lead where a lawyer would look, and plain words are none."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
import yaml
from benchmarks.meaning import TRUTH, references_of, text
from hypothesis import given
from hypothesis import strategies as st

from caveat.instrument import build
from caveat.instrument.references import references
from caveat.kernel.folding import fold
from caveat.kernel.shapes import Outline, Reference
from caveat.language.references import CITING, reference_words
from caveat.reading import read_bytes

FRENCH = """Convention sur la sécurité des puits

Les États Parties à la présente Convention,

Sont convenus de ce qui suit :

Chapitre premier
Dispositions générales

Article premier
Définitions
Aux fins de la présente Convention :
a) « Puits » s'entend d'un ouvrage creusé pour atteindre l'eau ;
b) « Gardien » s'entend :
i) de toute personne qui possède un puits ;
ii) de toute personne qui en prend soin.

Article 2
Devoirs
1. Chaque Partie inspecte ses puits.
2. Chaque Partie publie :
a) la date de chaque inspection ;
b) le nom du gardien ;
c) l'état de l'eau.
3. {clause}

Article 3
Marques
1. Chaque Partie marque ses puits.
2. Les marques sont en toutes lettres.

Article 3 bis
Lumières
Les puits sont éclairés la nuit.

Chapitre II
Exécution

Article 4
Ordres de fermeture
1. Une Partie peut fermer un puits.
2. L'ordre est donné par écrit.

Article 5
Recours
Le gardien peut former un recours.

Article 6
Dépens
1. Les dépens suivent l'issue.
2. Les Parties peuvent en convenir autrement.

Annexe I
Formules

Annexe II
Marques
"""

SPANISH = """Convención sobre la seguridad de los pozos

Los Estados partes en la presente Convención,

Han convenido en lo siguiente:

Capítulo I
Disposiciones generales

Artículo 1
Definiciones
A los efectos de la presente Convención:
a) Por "pozo" se entenderá una obra excavada para alcanzar el agua;
b) Por "guardián" se entenderá:
i) toda persona que posea un pozo;
ii) toda persona que lo cuide.

Artículo 2
Deberes
1. Cada Estado parte inspeccionará sus pozos.
2. Cada Estado parte publicará:
a) la fecha de cada inspección;
b) el nombre del guardián;
c) el estado del agua.
3. {clause}

Artículo 3
Marcas
1. Cada Estado parte marcará sus pozos.
2. Las marcas serán legibles.

Artículo 3 bis
Luces
Los pozos estarán iluminados de noche.

Capítulo II
Ejecución

Artículo 4
Órdenes de cierre
1. El Estado parte podrá cerrar un pozo.
2. La orden constará por escrito.

Artículo 5
Recursos
El guardián podrá recurrir.

Artículo 6
Costas
1. Las costas siguen al resultado.
2. Las partes podrán convenir otra cosa.

Anexo I
Formularios

Anexo II
Marcas
"""

LAW = """Loi n° 2031-4 du 3 mai 2031 relative à l'entretien des puits

Article premier
La présente loi s'applique aux puits du territoire.
Elle ne s'applique pas aux sources.

Article 2
Ne sont pas punissables :
1° les actes du gardien :
a) pour nettoyer le puits ;
b) pour l'éclairer ;
2° les essais déclarés à l'autorité.
{clause}

Article 3
Quiconque souille un puits est puni d'une amende.
La peine est doublée la nuit.
"""


def outline_of(text: str) -> Outline:
    return build(read_bytes(text.encode(), name="invented.txt"))


def in_clause(frame: str, clause: str) -> list[Reference]:
    outline = outline_of(frame.format(clause=clause))
    start = outline.text.index(clause)
    return [one for one in outline.references if start <= one.start < start + len(clause)]


IN_FRENCH = [
    ("Cette règle suit l'article 5.", "article 5", ["art_5"]),
    ("Elle suit l’article premier.", "article premier", ["art_1"]),
    ("Elle suit l'article 1er.", "article 1er", ["art_1"]),
    ("Elle suit l'article 3 bis.", "article 3 bis", ["art_3bis"]),
    ("Les articles 2, 3 et 5 s'appliquent.", "articles 2, 3 et 5", ["art_2", "art_3", "art_5"]),
    ("Les règles des articles 3 à 5 s'appliquent.", "articles 3 à 5", ["art_3", "art_3bis", "art_4", "art_5"]),
    ("Les règles de l'article 4 à l'article 5 s'appliquent.", None, ["art_4", "art_5"]),
    ("Il est tenu compte du paragraphe 2 de l'article 4.", "paragraphe 2 de l'article 4", ["art_4__para_2"]),
    ("Au paragraphe 2, alinéa b), du présent article, il est dit.", None, ["art_2__para_2__subpara_b"]),
    ("Selon l'alinéa b) du paragraphe 2, elle agit.", "alinéa b) du paragraphe 2", ["art_2__para_2__subpara_b"]),
    ("Selon les alinéas a) et c) du paragraphe 2 ci-dessus, elle agit.", "alinéas a) et c) du paragraphe 2",
     ["art_2__para_2__subpara_a", "art_2__para_2__subpara_c"]),
    ("Selon l'alinéa b) ii) de l'article premier, elle agit.", None, ["art_1__subpara_b__point_ii"]),
    ("Selon l'alinéa c) du présent article, elle agit.", None, ["art_2__para_2__subpara_c"]),
    ("Selon l'article 2, par. 2, al. b, elle agit.", None, ["art_2__para_2__subpara_b"]),
    ("Selon l'article 4 (2), elle agit.", "article 4 (2)", ["art_4__para_2"]),
    ("Selon l'article 4, alinéa 2, elle agit.", "article 4, alinéa 2", ["art_4__para_2"]),
    ("Le deuxième paragraphe de l'article 4 s'applique.", None, ["art_4__para_2"]),
    ("Les deux premiers paragraphes de l'article 4 s'appliquent.", None, ["art_4__para_1", "art_4__para_2"]),
    ("L'article précédent s'applique.", "article précédent", ["art_1"]),
    ("L'article suivant s'applique.", "article suivant", ["art_3"]),
    ("Le paragraphe précédent s'applique.", "paragraphe précédent", ["art_2__para_2"]),
    ("Les paragraphes précédents s'appliquent.", None, ["art_2__para_1", "art_2__para_2"]),
    ("Le présent article lie les Parties.", "présent article", ["art_2"]),
    ("Le présent chapitre lie les Parties.", "présent chapitre", ["chp_1"]),
    ("Les ordres du chapitre II lient les Parties.", "chapitre II", ["chp_II"]),
    ("Les formules de l'annexe I lient.", "annexe I", ["annex_I"]),
    ("La présente Convention et son article 5 lient.", "article 5", ["art_5"]),
    ("L'article 5 de la Convention lie.", "article 5", ["art_5"]),
    ("L'alinéa a) ou l'alinéa b) du paragraphe 2 s'applique.", None,
     ["art_2__para_2__subpara_a", "art_2__para_2__subpara_b"]),
    ("L'article 4 lie ; le paragraphe 2 dudit article aussi.", None, ["art_4", "art_4__para_2"]),
    ("L'article 4 lie ; cet article est bref.", None, ["art_4", "art_4"]),
    ("Voir l'ordre (paragraphe 2, alinéa b).", "paragraphe 2, alinéa b", ["art_2__para_2__subpara_b"]),
]  # fmt: skip

IN_SPANISH = [
    ("Esta regla sigue al artículo 5.", "artículo 5", ["art_5"]),
    ("Sigue al artículo 3 bis.", "artículo 3 bis", ["art_3bis"]),
    ("Los artículos 2, 3 y 5 se aplican.", "artículos 2, 3 y 5", ["art_2", "art_3", "art_5"]),
    ("Los artículos 3 a 5 se aplican.", "artículos 3 a 5", ["art_3", "art_3bis", "art_4", "art_5"]),
    ("Los artículos 1.º, 2.º y 3.º se aplican.", None, ["art_1", "art_2", "art_3"]),
    ("Conforme al párrafo 2 del artículo 4, actuará.", "párrafo 2 del artículo 4", ["art_4__para_2"]),
    ("El apartado b) del párrafo 2 se aplica.", "apartado b) del párrafo 2", ["art_2__para_2__subpara_b"]),
    ("El párrafo 2, apartado b), del presente artículo se aplica.", None, ["art_2__para_2__subpara_b"]),
    ("El literal b) del numeral 2 se aplica.", "literal b) del numeral 2", ["art_2__para_2__subpara_b"]),
    ("Los literales a) y b) del párrafo 2 se aplican.", None,
     ["art_2__para_2__subpara_a", "art_2__para_2__subpara_b"]),
    ("El inciso b) ii) del artículo 1 se aplica.", None, ["art_1__subpara_b__point_ii"]),
    ("El inciso segundo del artículo 4 se aplica.", None, ["art_4__para_2"]),
    ("El segundo párrafo del artículo 4 se aplica.", None, ["art_4__para_2"]),
    ("Según el artículo 4, párrafo segundo, actuará.", None, ["art_4__para_2"]),
    ("Según el artículo 4, numeral 2, actuará.", None, ["art_4__para_2"]),
    ("El artículo anterior se aplica.", "artículo anterior", ["art_1"]),
    ("El párrafo precedente se aplica.", "párrafo precedente", ["art_2__para_2"]),
    ("El inciso final del artículo 4 se aplica.", None, ["art_4__para_2"]),
    ("El presente capítulo obliga.", "presente capítulo", ["chp_I"]),
    ("Este artículo obliga.", "Este artículo", ["art_2"]),
    ("Las órdenes del capítulo II obligan.", "capítulo II", ["chp_II"]),
    ("Los formularios del anexo I obligan.", "anexo I", ["annex_I"]),
    ("La presente Convención y su artículo 5 obligan.", "artículo 5", ["art_5"]),
    ("El artículo 4 obliga; el párrafo 2 de dicho artículo también.", None, ["art_4", "art_4__para_2"]),
    ("El artículo 5 y, en su caso, las costas.", "artículo 5", ["art_5"]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("frame", "clause", "words", "targets"),
    [*((FRENCH, *case) for case in IN_FRENCH), *((SPANISH, *case) for case in IN_SPANISH)],
)
def test_a_reference_leads_to_what_it_names(frame: str, clause: str, words: str | None, targets: list[str]) -> None:
    found = in_clause(frame, clause)
    assert [target for one in found for target in one.targets or []] == targets
    if words:
        assert [one.text for one in found] == [words]


@pytest.mark.parametrize(
    ("clause", "targets"),
    [
        ("Le b) du 1° du présent article ne profite pas au tiers.", ["art_2__para_1__subpara_b"]),
        ("Le tiers mentionné au 2° n'est pas puni.", ["art_2__para_2"]),
        ("Les 1° et 2° de l'article 2 profitent au tiers.", ["art_2__para_1", "art_2__para_2"]),
        ("Le second alinéa de l'article 3 s'applique.", ["art_3"]),
        ("L'article 3, alinéa 2, s'applique.", ["art_3"]),
        ("Le dernier alinéa de l'article premier s'applique.", ["art_1"]),
    ],
)
def test_places_without_a_word_or_without_a_number(clause: str, targets: list[str]) -> None:
    """A paragraph that bears no number is no unit: the article that holds it is the nearest."""
    assert [target for one in in_clause(LAW, clause) for target in one.targets or []] == targets


@pytest.mark.parametrize(
    ("frame", "clause", "words", "name"),
    [
        (FRENCH, "L'article 12 du code pénal prime.", "article 12", "code pénal"),
        (FRENCH, "L'article L. 323-1 du code de commerce prime.", "article L. 323-1", "code de commerce"),
        (FRENCH, "Les articles 706-95 à 706-102-1 du code de procédure pénale priment.", "articles 706-95 à 706-102-1",
         "code de procédure pénale"),
        (FRENCH, "L'article 5 de la Constitution prime.", "article 5", "Constitution"),
        (FRENCH, "Le code pénal prime.", "code pénal", "code pénal"),
        (FRENCH, "La loi n° 2011-8 du 4 mai 2011 prime.", None, "loi n° 2011-8 du 4 mai 2011"),
        (FRENCH, "Le règlement (UE) 2016/12 du 7 avril 2016 prime.", None, "règlement (UE) 2016/12 du 7 avril 2016"),
        (FRENCH, "La Convention des Nations Unies sur le droit des sources est applicable.", None,
         "Convention des Nations Unies sur le droit des sources"),
        (FRENCH, "Le Pacte de Valmont sur la paix des eaux et des rives prime.", None,
         "Pacte de Valmont sur la paix des eaux et des rives"),
        (SPANISH, "El artículo 12 del Código Penal prevalece.", "artículo 12", "Código Penal"),
        (SPANISH, "El artículo 154-A del Código Penal prevalece.", "artículo 154-A", "Código Penal"),
        (SPANISH, "La Ley N° 19.223 prevalece.", None, "Ley N° 19.223"),
        (SPANISH, "La ley 1273 de 2009 prevalece.", None, "ley 1273 de 2009"),
        (SPANISH, "La Ley Orgánica de Aguas prevalece.", None, "Ley Orgánica de Aguas"),
        (SPANISH, "El Decreto Supremo N° 45 rige.", None, "Decreto Supremo N° 45"),
        (SPANISH, "El Convenio de Puerto Largo sobre pozos prevalece.", None, "Convenio de Puerto Largo sobre pozos"),
        (SPANISH, "La Constitución prevalece.", None, "Constitución"),
    ],
)  # fmt: skip
def test_another_instrument_is_named_with_its_noun_first(frame: str, clause: str, words: str | None, name: str) -> None:
    (reference,) = in_clause(frame, clause)
    assert (reference.targets, reference.instrument) == (None, name)
    assert words is None or reference.text == words


@pytest.mark.parametrize(
    ("frame", "clause"),
    [
        (FRENCH, "Toute Partie au litige prend part, à titre gratuit, à la procédure."),
        (FRENCH, "Cette Partie notifie sa décision à la Partie 60 jours plus tard."),
        (FRENCH, "Un code d'accès est secret ; le code d'accès est un mot de passe."),
        (FRENCH, "La loi nationale et un code de conduite règlent le point de contact."),
        (FRENCH, "La présente Convention lie ; la Convention est brève."),
        (SPANISH, "Cada parte tomará parte en el procedimiento, a título gratuito."),
        (SPANISH, "El código de acceso es secreto, en sentido literal."),
        (SPANISH, "Esta ley y la ley nacional rigen el punto de contacto."),
        (SPANISH, "Esa Parte notificará a la Parte 60 días antes."),
    ],
)
def test_plain_words_are_no_references(frame: str, clause: str) -> None:
    assert in_clause(frame, clause) == []


@pytest.mark.parametrize(
    ("frame", "clause", "names"),
    [
        (FRENCH, "L'article 9 de la loi n° 2011-8 prime. Toutefois, l'article 9 cesse.", ["loi n° 2011-8"] * 2),
        (FRENCH, "L'article 9 de la loi n° 2011-8 et les articles 10 et 11 de la même loi cessent.",
         ["loi n° 2011-8"] * 2),
        (FRENCH, "Le code pénal et le code civil priment ; les règles du même code cessent.",
         ["code pénal", "code civil", "code civil"]),
        (FRENCH, "Le Pacte de Valmont prime ; l'article 5 de celui-ci cesse.", ["Pacte de Valmont"] * 2),
        (SPANISH, "El artículo 9 de la Ley N° 45 y los artículos 3 y 4 de la misma ley cesan.",
         ["Ley N° 45"] * 2),
    ],
)  # fmt: skip
def test_an_instrument_is_carried_on(frame: str, clause: str, names: list[str]) -> None:
    assert [one.instrument for one in in_clause(frame, clause)] == names


def test_a_short_name_stands_for_the_instrument_that_was_named_before() -> None:
    clause = "Le Pacte de Valmont sur les eaux (« le Pacte ») prime. Le Pacte lie."
    assert [(one.text, one.instrument) for one in in_clause(FRENCH, clause)] == [
        ("Pacte de Valmont sur les eaux", "Pacte de Valmont sur les eaux"),
        ("Pacte", "Pacte de Valmont sur les eaux"),
    ]


@pytest.mark.parametrize("language", CITING)
def test_every_word_for_a_place_is_found_by_its_stem(language: str) -> None:
    words = reference_words(language)
    assert all(any(stem in form for stem in words.stems) for form in words.forms)


@pytest.mark.parametrize(("frame", "language"), [(FRENCH, "fr"), (SPANISH, "es")])
@given(data=st.data())
def test_whatever_the_words_spans_are_verbatim_and_targets_exist(
    frame: str, language: str, data: st.DataObject
) -> None:
    words = reference_words(language)
    numbers = st.sampled_from(["1", "2", "99", "1er", "2°", "1.º", "a)", "b) ii)", "3 bis", "IV", "L. 12-3", "(2)"])
    glue = [*words.owners, *words.articles, *words.here, *words.others, *words.joiners, *words.ranges, *words.ordinals]
    names = [*words.instruments, *words.tails, *words.pointing, ", ", "; ", "\n", "\n\n", ". "]
    forms = st.sampled_from([*words.forms, *glue, *names])
    letters = st.text(st.characters(categories=["L", "N", "P", "Zs"]), max_size=6)
    pieces = data.draw(st.lists(st.one_of(numbers, forms, letters), max_size=30))
    outline = outline_of(frame.replace("{clause}", " ".join(pieces) + "."))
    view = fold(outline.text)
    eids = {unit.eid for unit in outline.units}
    end = 0
    for one in references(outline.text, view, outline.units, "article", language):
        assert outline.text[one.start : one.end] == one.text
        assert one.start >= end
        end = one.end
        assert one.targets is None or (one.targets and set(one.targets) <= eids)
        assert one.targets is None or one.instrument is None


@pytest.mark.parametrize(
    ("frame", "language", "clause"),
    [
        (
            FRENCH,
            "fr",
            "Aux 1° à 3° du I de l'article 4 de la loi n° 12 relative à la police des eaux et des rives, il. ",
        ),
        (FRENCH, "fr", "la Convention de la mer et de la mer et de la mer et de la mer et de la mer et de la mer "),
        (
            SPANISH,
            "es",
            "El literal a) del numeral 2 del artículo 4 de la Ley de Aguas y Ríos y de Mares del Norte rige. ",
        ),
    ],
)
def test_time_is_linear_in_the_length_of_the_text(frame: str, language: str, clause: str) -> None:
    units = outline_of(frame.format(clause="Rien.")).units

    def seconds(count: int) -> float:
        start = time.process_time()
        references(clause * count, fold(clause * count), units, "article", language)
        return time.process_time() - start

    seconds(10)
    assert seconds(4000) < 40 * max(seconds(200), 0.001)


def agrees(name: str) -> bool:
    """Whether nearly all references of a text are those that a reader wrote down."""
    written = yaml.safe_load((TRUTH / "references" / "references-fr-es.yaml").read_text(encoding="utf-8"))
    scores = list(references_of(text(name), written["files"][name]))
    return all(score.recall >= 0.98 and score.precision >= 0.98 for score in scores)


@pytest.mark.parametrize("name", ["own/loi.txt", "own/ley.txt"])
def test_invented_laws_are_read_as_their_reader_read_them(name: str) -> None:
    assert agrees(name)


@pytest.mark.parametrize("language", ["fr", "es"])
def test_a_treaty_is_read_as_its_reader_read_it(language: str, corpus_folder: Path) -> None:
    assert corpus_folder
    assert agrees(f"formats/bbnj-2023/{language}.txt")
