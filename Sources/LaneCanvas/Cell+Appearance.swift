extension Cell {
    /// A space that shows nothing but its background.
    package var isBare: Bool {
        glyph == .space && width == 1 && style.attributes.isDisjoint(with: [.underline, .reverse])
    }

    /// The cell without what cannot be seen in it: cells that look alike are equal. A bare space has no other colour than
    /// its background, and is not bold.
    package var appearance: Cell { isBare ? .blank(Style(background: style.background)) : self }
}
