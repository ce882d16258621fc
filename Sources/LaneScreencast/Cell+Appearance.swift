import LaneCanvas

extension Cell {
    /// A space that shows nothing but its background.
    var isBare: Bool {
        scalar == " " && width == 1 && style.attributes.isDisjoint(with: [.underline, .reverse])
    }

    /// The cell without what cannot be seen in it: cells that look alike are equal. A bare space has no other colour than
    /// its background, and is not bold.
    var appearance: Cell { isBare ? .blank(Style(background: style.background)) : self }
}

extension Frame {
    /// The background that most cells have: what the screen is cleared with. Linear in cells.
    var canvas: Color {
        var counts: [Color: Int] = [:]
        var best = (color: Color.standard, count: 0)
        for row in 0..<size.rows {
            for column in 0..<size.columns {
                let color = self[row, column].style.background
                let count = counts[color, default: 0] + 1
                counts[color] = count
                if count > best.count { best = (color, count) }
            }
        }
        return best.color
    }
}
