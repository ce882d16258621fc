import LaneCanvas
import LaneView
import TestSupport
import Testing
import ThreadTrace
import Themes

@testable import LaneTerminal

/// Whatever a terminal sends at whatever pace, and whatever its window does meanwhile: nothing traps, frames have the window's size, no
/// cell steers the terminal, and its cursor is within.
@Suite struct RandomizedInputTests {
    @Test(arguments: 0..<20) func `the program bears every input`(_ seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let samples = [
            Samples.lock(), Samples.deadlock(), Samples.failed(), Samples.crowd(40), Samples.code(),
        ]
        let runs = samples.flatMap { sample in
            [LanesModel.Playback.live, .replay(Player())].map { playback in
                var lanes = LanesModel(playback, RunReport(sample.status, hasEnded: true))
                lanes.rewind(with: sample.trace.events())
                return lanes
            }
        }
        let appearance = Appearance(
            themes: try Theme.builtIn(), theme: "dark", glyphs: seed % 4 == 0 ? .ascii : .unicode)
        var now = ContinuousClock.now
        var decoder = InputDecoder(at: now)
        var model = AppModel(
            appearance, browser: BrowserScreen(Samples.entries), size: Size(columns: 80, rows: 24))
        for turn in 0..<2500 {
            var inputs: [Input] = []
            if Int.random(in: 0..<20, using: &random) == 0 {
                inputs = [.resize(RandomizedScreenTests.size(&random))]
            } else {
                now += .milliseconds([0, 0, 0, 5, 60, 150, 700].randomElement(using: &random) ?? 0)
                inputs = decoder.expire(at: now)
                inputs += decoder.take(Self.bytes(model.size, &random), at: now)
            }
            for effect in inputs.flatMap({ model.update(.terminal($0)) }) {
                switch effect {
                case .run: _ = model.update(.opened(runs.randomElement(using: &random) ?? runs[0]))
                case .back: _ = model.update(.closed)
                case .restart: _ = model.update(.restarted)
                default: break
                }
            }
            _ = model.update(.elapsed(.milliseconds(20)))
            guard turn % 16 == 0 else { continue }
            try Self.check(model.frame().frame, model.size)
        }
    }

    private static func check(_ frame: Frame, _ size: Size) throws {
        try #require(frame.size == size)
        if let cursor = frame.cursor {
            try #require(cursor.row >= 0 && cursor.row < size.rows && cursor.column >= 0)
            try #require(cursor.column < size.columns)
        }
        let text = frame.text.unicodeScalars
        try #require(text.allSatisfy { $0 == "\n" || $0.properties.generalCategory != .control })
    }

    /// What a hand does, or a terminal by itself.
    private static func bytes(_ size: Size, _ random: inout SplitMix64) -> [UInt8] {
        func number(_ range: ClosedRange<Int>) -> Int { .random(in: range, using: &random) }
        func text(_ characters: String, upTo count: Int) -> String {
            String((0..<number(0...count)).compactMap { _ in characters.randomElement(using: &random) })
        }
        let escape = "\u{1B}"
        switch number(0...9) {
        case 0...3:
            let letters = "?/abcdfghjklnopqrstuvwxtTPRGF .,[]-+<>é漢\r\t\u{1B}\u{7F}\u{2}\u{4}\u{6}\u{15}"
            return Array(text(letters, upTo: 3).utf8)
        case 4:
            let keys = [
                "[A", "[B", "OC", "OD", "[H", "[F", "[5~", "[6~", "[Z", "OP", "[21~", "Ok", "Om", "[27u",
                "[100;5u",
            ]
            return Array((escape + (keys.randomElement(using: &random) ?? "")).utf8)
        case 5, 6:
            let (row, column) = (number(0...size.rows + 1), number(0...size.columns + 1))
            let report = { (button: Int, column: Int) in "\(escape)[<\(button);\(column);\(row)M" }
            let press = report([0, 0, 0, 4, 16, 64, 65, 68, 81].randomElement(using: &random) ?? 0, column)
            let drags = (0..<number(0...3)).map { _ in report(32, number(0...size.columns + 1)) }
            return Array((press + (number(0...2) == 0 ? press : "") + drags.joined()).utf8)
        case 7:
            let pasted = text("quit \r\n\t/lock\u{1B}[]OP漢\u{7}\u{9C}", upTo: 30)
            return Array("\(escape)[200~\(pasted)\(number(0...9) == 0 ? "" : escape + "[201~")".utf8)
        case 8: return Array((escape + text("[]OPX^_?;:<>0123456789~AumMR\u{7}\u{1B}\\", upTo: 12)).utf8)
        default: return (0..<number(0...12)).map { _ in UInt8(number(0...255)) }
        }
    }
}
