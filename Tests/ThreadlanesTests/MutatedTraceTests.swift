import Foundation
import LaneCanvas
import LaneView
import Testing
import ThreadModel
import ThreadRuntime
import ThreadScenarios
import ThreadTrace

@testable import Threadlanes
import Themes

/// Traces with anything done to them, on the screen and exported: whatever can be read can be shown, at any moment, whatever is
/// pressed, and no character reaches a terminal that is none to be seen.
@Suite struct MutatedTraceTests {
    /// In all; `THREADLANES_FUZZ_FRAMES` asks for another number.
    private static let count =
        ProcessInfo.processInfo.environment["THREADLANES_FUZZ_FRAMES"].flatMap { Int($0) } ?? 600
    private static let shards = 4

    private static let keys: [Key] =
        " .,nwcxogGdvf[]</?tTPrs+-R\u{1B}w".map(Key.character) + [
            .enter, .escape, .tab, .backTab, .up, .down, .left, .right, .home, .end, .pageUp, .pageDown,
            .left,
            .left, .down,
        ]

    /// What lines are made of, and what other lines have in the same place.
    private static let words = [
        "lock", "rlock", "queue", "shared", "semaphore", "barrier", "event", "condition", "thread", "pool",
        "future",
        "acquire", "release", "block", "wait", "put", "get", "finish", "fail", "begin", "sleep", "deadlock",
        "read",
        "write", "join", "start", "log", "output", "value", "timeout", "submit", "complete", "inspect",
        "notify",
    ]

    private static let numbers: [Int64] = [0, 1, 2, 3, 5, 8, 4_294_967_296, .max]

    @Test(arguments: 0..<shards)
    func `a trace with anything done to it can be looked at, or is refused`(shard: Int) throws {
        let scenarios: [Scenario] = [.lock, .barrier, .queue, .semaphore, .threadPool, .timer]
        let originals = try scenarios.map { scenario in
            var encoder = TraceEncoder(TraceHeader(scenario, .random(seed: 3)))
            let run = try RecordedRun(scenario, .random(seed: UInt64(shard)), limit: Instant(seconds: 60))
            return String(decoding: encoder.encode(run.batch), as: UTF8.self).split(separator: "\n").map(
                String.init)
        }
        var random = SplitMix64(seed: UInt64(shard))
        let themes = ThemeLibrary([]).themes
        var shown = 0
        for _ in 0..<max(Self.count / Self.shards, 1) {
            let lines = originals[Int.random(in: originals.indices, using: &random)]
            let recording = Self.read(Self.mutated(lines, &random))
            if recording.batch.events.count > 20 { shown += 1 }
            try Self.watch(recording, themes, &random)
            try Self.export(recording, themes)
        }
        #expect(shown * 3 > Self.count / Self.shards)
    }

    private static func mutated(_ lines: [String], _ random: inout SplitMix64) -> String {
        var lines = lines
        for _ in 0..<Int.random(in: 1...12, using: &random) {
            // Of a file without its header nothing is shown.
            let index = Int.random(in: 1..<lines.count, using: &random)
            switch Int.random(in: 0..<8, using: &random) {
            case 0: lines.remove(at: index)
            case 1: lines.insert(lines[index], at: index)
            case 2: lines.swapAt(index, max(index - 1, 1))
            case 3:
                lines[index] = lines[index].replacing(
                    /[a-zA-Z]+/, with: { _ in words.randomElement(using: &random) ?? "" })
            case 4:
                lines[index] = lines[index].replacing(
                    "\"", with: "\"\\u001b[2J\\n\\u202e", maxReplacements: 3)
            case 5:
                lines[index] = lines[index].replacing(
                    /,[0-9]+\]/, with: ",\(Int64.random(in: 0...40, using: &random))]")
            case 6:
                let number = numbers[Int.random(in: numbers.indices, using: &random)]
                lines[index] = lines[index].replacing(/,[0-9]+/, with: ",\(number)")
            default:
                lines[index] = lines[index].replacing(
                    /^\[[0-9]+/, with: "[\(Int64.random(in: 0 ... .max, using: &random))")
            }
            if lines.count < 3 { break }
        }
        return lines.joined(separator: "\n")
    }

    private static func read(_ text: String) -> RecordedRun {
        var decoder = TraceDecoder()
        var batch = EventBatch()
        do throws(TraceFormatError) {
            batch = try decoder.decode(Array(text.utf8))
            let rest = try decoder.finish()
            batch.events += rest.events
            batch.names += rest.names
        } catch {
            if batch.isEmpty { batch = error.before }
        }
        return RecordedRun(header: decoder.header ?? TraceHeader(), batch: batch, listings: decoder.listings)
    }

    private static func watch(_ recording: RecordedRun, _ themes: [Theme], _ random: inout SplitMix64) throws
    {
        let rerun = Rerun(recording.batch, end: recording.end, player: Player())
        let status = RunStatus(recording.header, recording.listings, now: .zero)
        let report = RunReport(status, listings: recording.listings)
        var model = AppModel(
            Appearance(themes: themes, theme: "", glyphs: .unicode), size: Size(columns: 80, rows: 24))
        _ = model.update(.opened(LanesModel(.rerun(rerun), report, sources: SourceTexts().texts)))
        let moments = recording.batch.events.count > 0 ? 3 : 1
        for moment in 1...moments {
            let step = Int(recording.batch.events.last?.step ?? 0) * moment / moments
            _ = model.update(.elapsed(.seconds(3_000_000_000), until: .step(step)))
            for _ in 0..<3 {
                let size = Size(
                    columns: .random(in: 20...160, using: &random), rows: .random(in: 5...50, using: &random))
                _ = model.update(.terminal(.resize(size)))
                let key = keys.randomElement(using: &random) ?? .enter
                _ = model.update(.terminal(.key(key)))
                try check(model.frame().frame)
            }
        }
    }

    private static func export(_ recording: RecordedRun, _ themes: [Theme]) throws {
        var trace = Trace()
        trace.append(recording.batch)
        var text = ""
        PerfettoFormat.write(trace, to: { text += $0 })
        #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(text.utf8)) }
        CSVFormat.write(trace, to: { text += $0 })
        let status = RunStatus(scenario: recording.header.scenario, title: "", now: trace.end)
        try check(
            ChartSheet(trace: trace, status: status, theme: .plain, glyphs: .unicode, columns: 100).frame)
    }

    private static func check(_ frame: Frame) throws {
        for row in 0..<frame.size.rows {
            for column in 0..<frame.size.columns {
                let scalars = frame[row, column].character.unicodeScalars
                try #require(
                    scalars.allSatisfy { $0.properties.generalCategory != .control },
                    "\(row),\(column): \(scalars)")
            }
        }
    }
}
