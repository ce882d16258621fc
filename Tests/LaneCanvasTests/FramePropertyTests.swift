import LaneCanvas
import TestSupport
import Testing

/// Frames scribbled on at random, against what must always hold.
@Suite struct FramePropertyTests {
    @Test(arguments: 0..<20 as Range<UInt64>)
    func `rows stay whole, whatever is drawn`(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        var frame = Frame(size: Size(columns: .random(in: 1...24, using: &random), rows: 3))
        for _ in 0..<400 {
            let used = frame.scribble(using: &random)
            #expect(used >= 0)
            expectWhole(frame)
        }
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func `changes cover exactly the cells that look different, by whole characters`(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        var old = Frame(size: Size(columns: .random(in: 1...24, using: &random), rows: 3))
        for _ in 0..<200 {
            var new = old
            for _ in 0..<Int.random(in: 0...4, using: &random) { new.scribble(using: &random) }
            let changes = FrameUpdate(new, since: old).changes
            for row in 0..<new.size.rows {
                let covered = Set(changes.filter { $0.row == row }.flatMap(\.columns))
                for column in 0..<new.size.columns {
                    let isRightHalf = new[row, column].width == 0 || old[row, column].width == 0
                    let differs = new[row, column].appearance != old[row, column].appearance
                    #expect(covered.contains(column) || !differs)
                    #expect(!covered.contains(column) || differs || isRightHalf)
                }
            }
            #expect(changes.allSatisfy { !$0.columns.isEmpty })
            #expect(changes.allSatisfy { new.isWhole($0) && old.isWhole($0) })
            #expect(changes.map(\.row) == changes.map(\.row).sorted())
            old = new
        }
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func `drawing the changes over the old frame gives what looks like the new one`(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        var shown = Frame(size: Size(columns: 17, rows: 3))
        for _ in 0..<200 {
            var new = shown
            for _ in 0..<3 { new.scribble(using: &random) }
            for change in FrameUpdate(new, since: shown).changes {
                for column in change.columns where new[change.row, column].width > 0 {
                    let cell = new[change.row, column]
                    shown.put(cell.character, row: change.row, column: column, style: cell.style)
                }
            }
            #expect(shown.looks(like: new))
        }
    }

    private func expectWhole(_ frame: Frame) {
        for row in 0..<frame.size.rows {
            let cells = (0..<frame.size.columns).map { frame[row, $0] }
            #expect(cells.reduce(0) { $0 + Int($1.width) } == frame.size.columns)
            for (left, right) in zip(cells, cells.dropFirst()) {
                #expect((left.width == 2) == (right.width == 0))
                #expect(right.width != 0 || left.style == right.style)
            }
            #expect(cells.first?.width != 0)
            #expect(cells.last?.width != 2)
        }
    }
}

extension Frame {
    fileprivate func looks(like other: Frame) -> Bool {
        size == other.size
            && (0..<size.rows).allSatisfy { row in
                (0..<size.columns).allSatisfy {
                    self[row, $0].appearance == other[row, $0].appearance
                }
            }
    }

    /// Whether the change begins and ends between characters.
    fileprivate func isWhole(_ change: FrameChange) -> Bool {
        self[change.row, change.columns.lowerBound].width != 0
            && self[change.row, change.columns.upperBound].width != 0
    }

    /// One random drawing, often across an edge. Returns what `write` returned, or 0.
    @discardableResult
    fileprivate mutating func scribble(using random: inout SplitMix64) -> Int {
        let words = [
            "a", "漢字", "héllo", "x漢y", "\u{1B}[m", "👩‍🚀!", "e\u{301}", "", "━━━", "\t", "tail of text",
        ]
        let characters: [Character] = ["x", "漢", "━", "🧵", " ", "\n"]
        let row = Int.random(in: -1...size.rows, using: &random)
        let column = Int.random(in: -3...size.columns + 1, using: &random)
        let columns = column..<column + Int.random(in: 0...6, using: &random)
        let style = Style(attributes: Attributes(rawValue: UInt8.random(in: 0...3, using: &random)))
        let character = characters.randomElement(using: &random) ?? "x"
        switch Int.random(in: 0...3, using: &random) {
        case 0:
            let limit = Bool.random(using: &random) ? Int.random(in: 0...6, using: &random) : nil
            let text = words.randomElement(using: &random) ?? ""
            return write(text, row: row, column: column, style: style, limit: limit)
        case 1: put(character, row: row, column: column, style: style)
        case 2: fill(row: row, columns: columns, character: character, style: style)
        default: restyle(row: row, columns: columns) { $0.attributes.formSymmetricDifference(.bold) }
        }
        return 0
    }
}
