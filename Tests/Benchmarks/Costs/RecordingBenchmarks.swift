import Foundation
import Multiplexer

/// What recording a live session costs, beside what the real asciinema takes to record the same one.
///
/// A sample is the session four times: recorded by nobody, by itself, by asciinema, and by nobody once more, which says how far
/// apart two measurements of the same are.
func recordingBenchmarks() {
    claim(
        "A live recording of lock",
        of: LiveSession(scenario: "lock --seed 7 --speed 2", columns: 100, rows: 30))
    claim(
        "A live recording of queue",
        of: LiveSession(scenario: "queue --seed 1 --speed 1", columns: 200, rows: 60))
}

private func claim(_ name: String, of session: LiveSession) {
    claim(
        "\(name), \(session.columns)x\(session.rows)", samples: 9, missing: missingPrograms(),
        [
            Figure("processor, recorded by nobody", "ms"),
            Figure("processor, recorded by nobody: two times apart", "ms"),
            Figure("processor, added by --record", "ms"),
            Figure("processor, added by asciinema rec", "ms"),
            Figure("processor, added by asciinema rec of nothing", "ms"),
            Figure("processor, added by --record against asciinema rec", "%", aim: 100),
            Figure("processor, added by --record against asciinema rec less that of nothing", "%", aim: 100),
            Figure("file of --record", "bytes"),
            Figure("file of asciinema rec", "bytes"),
            Figure("file of --record against asciinema rec", "%", aim: 100),
        ]
    ) {
        let before = try await session.watch(recordedBy: .nobody)
        let own = try await session.watch(recordedBy: .threadlanes)
        let other = try await session.watch(recordedBy: .asciinema)
        let after = try await session.watch(recordedBy: .nobody)
        let start = try await session.asciinemaAlone().processor
        let bare = (before.processor + after.processor) / 2
        let added = (own: own.processor - bare, other: other.processor - bare)
        // In milliseconds; nobody divides by noise that happens to be nothing.
        let whileRecording = max(added.other - start, 1)
        return [
            bare, abs(before.processor - after.processor), added.own, added.other, start,
            100 * added.own / added.other, 100 * added.own / whileRecording,
            own.bytes, other.bytes, 100 * own.bytes / other.bytes,
        ]
    }
}

/// Each with what brings it.
private func missingPrograms() -> [String] {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    let others = ["tmux", "asciinema", "bash"].filter { name in
        !folders.contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(name)") }
    }
    var missing = others.map { "\($0) (apt-get install \($0))" }
    if (try? Multiplexer.program("threadlanes")) == nil {
        missing.append("threadlanes (swift build -c release --product threadlanes)")
    }
    return missing
}
