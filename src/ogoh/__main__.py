"""``python -m ogoh``: the command without its script."""

from ogoh.cli import main

if __name__ == "__main__":
    main()
