"""What the fast modes say: what each scan did, what is asked, what was refused, how a mode ends."""


def help_of_modes() -> tuple[str, ...]:
    return (
        "In these modes each scan acts at once, without a list: things go to a place, go out of stock, or are only "
        "looked for.",
        "A mode ends by Esc, and by itself when nothing was scanned for a while.",
    )
