"""The command line: finds the command, and turns what goes wrong into one line and an exit status.

Exit status: 0 done; 1 done and findings at or above `--fail-on`; 2 the input or
the call is at fault; 3 an internal error.
"""

from __future__ import annotations

import gc
import os
import sys
from difflib import get_close_matches
from importlib import import_module
from typing import Final

import click

from caveat import __version__
from caveat.kernel.errors import CaveatError

_COMMANDS: Final = {
    "review": "Review a treaty or a law: findings with their evidence.",
    "outline": "Show the legal tree of a text.",
    "provisions": "Show what a text does: offences, powers, safeguards, cooperation.",
    "criteria": "List, show and test the criteria.",
    "demo": "Review the last of the bundled sample drafts.",
}


class _Commands(click.Group):
    """Imports a command's module only when that command is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        command = import_module(f"caveat.cli.{cmd_name}").command
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in _COMMANDS and (close := get_close_matches(args[0], _COMMANDS, 1)):
            raise click.UsageError(f"No such command '{args[0]}'. Did you mean {close[0]}?")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "-V", "--version", prog_name="caveat", message="%(prog)s %(version)s")
def caveat() -> None:
    """Caveat reads a draft cybercrime treaty or a cybercrime law as a human-rights lawyer does, and shows its work."""


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and exit with its status.

    The process ends with the command, so cycles need not be collected before.
    """
    gc.disable()
    sys.exit(run(arguments))


def run(arguments: list[str] | None = None) -> int:
    """Run the command line and return the exit status; what goes wrong is one line on standard error."""
    try:
        status = caveat.main(args=arguments, prog_name="caveat", standalone_mode=False)
        sys.stdout.flush()
        return status if isinstance(status, int) else 0
    except click.exceptions.NoArgsIsHelpError as error:
        print(error.format_message())
        return 0
    except click.exceptions.Abort:
        return _fail("stopped", 2)
    except click.ClickException as error:
        return _fail(f"{' '.join(error.format_message().split())} See caveat --help.", 2)
    except CaveatError as error:
        return _fail(str(error), 2)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        if os.environ.get("CAVEAT_DEBUG"):
            raise
        return _fail(
            f"internal error ({type(error).__name__}: {error}). Please report it; CAVEAT_DEBUG=1 shows where.", 3
        )


def _fail(message: str, status: int) -> int:
    print(f"caveat: {' '.join(message.split())}", file=sys.stderr)
    return status


if __name__ == "__main__":
    main()
