"""How long commands take, compared with the imports that they cannot do without."""

from measuring import PYTHON, Job, measured, print_table, spacetl

ROUNDS = 25
IMPORTS = {
    "typer": "typer",
    "export's": "typer, msgspec, yaml",
    "a table's": "typer, rich.console, rich.table, msgspec, yaml",
}


def main() -> None:
    """Print the table."""
    completion = spacetl("completion")
    words = {"_SPACETL_COMPLETE": "complete_bash", "COMP_WORDS": "spacetl\nup", "COMP_CWORD": "1"}
    jobs = [
        *(Job(name, (PYTHON, "-c", f"import {modules}")) for name, modules in IMPORTS.items()),
        spacetl("upcoming", "upcoming"),
        spacetl("export", "export"),
        spacetl("list -O json", "list", "-O", "json"),
        spacetl("--help", "--help"),
        Job("completion", completion.command, {**completion.environ, **words}),
    ]
    print_table(measured(jobs, ROUNDS), list(IMPORTS))
    print(*(f"{name}: import {modules}" for name, modules in IMPORTS.items()), sep="\n")


if __name__ == "__main__":
    main()
