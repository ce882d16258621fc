import TestSupport
import LaneCanvas

/// Frames as they might follow each other: little changes, much changes, nothing changes, and now and then the size does.
struct RandomFrames {
    private var random: SplitMix64
    private(set) var frame: Frame
    private let resizes: Bool
    private let hasClusters: Bool

    init(seed: UInt64, resizes: Bool = true, hasClusters: Bool = true, size: Size? = nil) {
        random = SplitMix64(seed: seed)
        self.resizes = resizes
        self.hasClusters = hasClusters
        let size =
            size
            ?? Size(columns: .random(in: 1...30, using: &random), rows: .random(in: 1...8, using: &random))
        frame = Frame(size: size, style: Style(background: Self.colors[1]))
    }

    mutating func next() -> Frame {
        if resizes, Int.random(in: 0..<12, using: &random) == 0 {
            let size = Size(
                columns: .random(in: 1...30, using: &random), rows: .random(in: 1...8, using: &random))
            frame = Frame(size: size, style: style())
        }
        for _ in 0..<[0, 1, 1, 3, 20].randomElement(using: &random, or: 1) { draw() }
        return frame
    }

    private static let colors = [
        Color.standard, Color(red: 15, green: 19, blue: 26), Color(red: 255, green: 159, blue: 28),
        Color(red: 0, green: 0, blue: 7),
    ]

    private mutating func style() -> Style {
        let attributes =
            Bool.random(using: &random) ? Attributes(rawValue: UInt8.random(in: 0..<32, using: &random)) : []
        return Style(
            foreground: Self.colors.randomElement(using: &random, or: .standard),
            background: Self.colors.randomElement(using: &random, or: .standard), attributes: attributes)
    }

    private mutating func draw() {
        let row = Int.random(in: 0..<frame.size.rows, using: &random)
        let column = Int.random(in: -1..<frame.size.columns, using: &random)
        let columns = column..<column + Int.random(in: 1...25, using: &random)
        var words = ["a \"b\" \\", "漢字 x", "worker-1", "━━━━█", "<&>", "░ ▏", " ", "┌─┐│"]
        if hasClusters { words += ["e\u{301}tude", "👩‍🚀", "\u{1B}[2J\u{FFFF}"] }
        switch Int.random(in: 0..<4, using: &random) {
        case 0:
            frame.write(
                words.randomElement(using: &random, or: ""), row: row, column: column, style: style())
        case 1: frame.fill(row: row, columns: columns, style: style())
        case 2: frame.fill(row: row, columns: columns, character: "━", style: style())
        default:
            let style = style()
            frame.restyle(row: row, columns: columns) { $0 = style }
        }
    }
}

extension Array {
    fileprivate func randomElement(using random: inout SplitMix64, or other: Element) -> Element {
        randomElement(using: &random) ?? other
    }
}
