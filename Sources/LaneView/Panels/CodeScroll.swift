/// Which part of a source is in view: it stays, and moves only when the selected thread's line would leave it.
struct CodeScroll: Hashable, Sendable {
    private var file = ""
    private var top = 0
    private var lastLine = 0
    /// Columns of indentation that are left out, the same for a file as long as it is shown.
    private(set) var indent = 0

    /// The selected thread's line when the text was last scrolled by hand: nothing moves before it is another.
    private var heldAt: Int?

    /// Lines that are kept in view before and behind the selected thread's.
    private static let margin = 1

    /// - Parameter height: how many lines there is room for.
    mutating func follow(_ view: CodeView, _ lines: [SourceLine], height: Int) {
        let line = (view.line ?? 1) - 1
        let isNew = view.file != file
        lastLine = line
        if heldAt == line, !isNew { return }
        heldAt = nil
        let margin = height > 2 * Self.margin + 1 ? Self.margin : 0
        let isFar = line < top - height / 2 || line >= top + height + height / 2
        if isNew || isFar {
            top = line - height / 2
        } else {
            top = min(max(top, line + margin + 1 - height), line - margin)
        }
        top = max(min(top, lines.count - height), 0)
        guard isNew else { return }
        file = view.file
        indent = lines[shown(lines.count, height: height)].filter { !$0.isBlank }.map(\.indent).min() ?? 0
    }

    /// By hand, so many lines down.
    mutating func scroll(by rows: Int, of count: Int, height: Int) {
        guard rows != 0 else { return }
        top = max(min(top + rows, count - height), 0)
        heldAt = lastLine
    }

    func shown(_ count: Int, height: Int) -> Range<Int> {
        let first = max(min(top, count - height), 0)
        return first..<min(first + max(height, 0), count)
    }
}
