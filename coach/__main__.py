"""`python -m coach`."""

from coach.cli.app import main

if __name__ == "__main__":
    main()
