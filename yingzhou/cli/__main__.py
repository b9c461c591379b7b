"""`python -m yingzhou.cli …`, the same as `yingzhou …`."""

from yingzhou.cli import main

if __name__ == "__main__":
    main()
