import LaneCanvas
import LaneTerminal

/// What the probe shows: everything a test wants to read off the screen.
struct ProbeScreen {
    var log: [String] = []
    var waits = 0
    var manyColors = false
    private var shown: Frame?

    mutating func draw(on terminal: Terminal) {
        var frame = Frame(size: terminal.size)
        let style = Style(
            foreground: Color(red: 255, green: 80, blue: 80), background: Color(red: 0, green: 0, blue: 95),
            attributes: .bold)
        frame.write("probe \(terminal.size)", row: 0, column: 0, style: style)
        frame.write(
            "colors \(terminal.colors) unicode \(terminal.usesUnicode)", row: 1, column: 0, style: Style())
        frame.write("waits \(waits)", row: 2, column: 0, style: Style())
        frame.write("|漢字|━━█|e\u{301}|👩‍🚀|❤️|🇩🇪|\u{1B}[2J|", row: 3, column: 0, style: style)
        if manyColors { drawColors(in: &frame, row: 4) }
        let rows = 5..<max(frame.size.rows - 1, 5)
        for (row, line) in zip(rows, log.suffix(rows.count)) {
            frame.write(line, row: row, column: 0, style: Style())
        }
        frame.write("bottom", row: frame.size.rows - 1, column: 0, style: style)
        // The last cell of the screen: writing it must not scroll.
        frame.put("◢", row: frame.size.rows - 1, column: frame.size.columns - 1, style: style)
        terminal.show(FrameUpdate(frame, since: shown))
        shown = frame
    }

    /// More pairs of colours than a terminal with few of them has, changing with every wait.
    private func drawColors(in frame: inout Frame, row: Int) {
        for column in 0..<frame.size.columns {
            let shade = UInt8(truncatingIfNeeded: column * 37 + waits * 11)
            let style = Style(
                foreground: Color(red: shade, green: 255 - shade, blue: shade &* 3),
                background: Color(red: shade &* 5, green: shade &* 7, blue: 255 - shade))
            frame.put("x", row: row, column: column, style: style)
        }
    }
}
