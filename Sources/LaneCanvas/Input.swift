/// A key as a terminal tells it apart from others.
package enum Key: Hashable, Sendable {
    case character(Character)
    case up, down, left, right, home, end, pageUp, pageDown
    case enter, escape, backspace, delete, tab, backTab
    case control(Character)
    case function(Int)
}

/// What the mouse did, and in which cell.
package struct MouseEvent: Hashable, Sendable {
    package enum Kind: Hashable, Sendable { case press, wheelUp, wheelDown }

    package var row: Int
    package var column: Int
    package var kind: Kind
    package var shift: Bool
    package var control: Bool

    package init(row: Int, column: Int, kind: Kind, shift: Bool = false, control: Bool = false) {
        self.row = row
        self.column = column
        self.kind = kind
        self.shift = shift
        self.control = control
    }
}
