import Foundation
import Multiplexer

/// A scenario that somebody watches in a real terminal until it has finished, and leaves then.
struct LiveSession: Sendable {
    /// What stands behind `threadlanes run`.
    let scenario: String
    let columns: Int
    let rows: Int

    /// Who records what is seen.
    enum Recorder { case nobody, threadlanes, asciinema }

    /// What watching once took, of all processes between the terminal and the scenario.
    struct Toll {
        /// Milliseconds of a processor, for the user and in the kernel.
        let processor: Double
        /// Of the file that was recorded.
        let bytes: Double
    }

    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    func watch(recordedBy recorder: Recorder) async throws -> Toll {
        let run = "\"$PROGRAM\" run \(scenario)"
        let command =
            switch recorder {
            case .nobody: run
            case .threadlanes: "\(run) --record recorded.cast"
            case .asciinema: Self.asciinema(run.replacing("\"", with: "\\\""))
            }
        let toll = try await measure(command) { terminal in
            try await terminal.waitForScreen("■ finished")
            try terminal.press("q")
        }
        guard recorder == .nobody || toll.bytes > 0 else {
            throw Failure(description: "\(command): nothing was recorded")
        }
        return toll
    }

    /// What asciinema takes to begin and to end a recording of nothing.
    func asciinemaAlone() async throws -> Toll { try await measure(Self.asciinema("true")) { _ in } }

    private static func asciinema(_ command: String) -> String {
        "asciinema rec --quiet --overwrite --command \"\(command)\" recorded.cast"
    }

    private func measure(
        _ command: String, while watching: (Multiplexer) async throws -> Void
    ) async throws -> Toll {
        let terminal = try Multiplexer()
        // The shell's own keyword counts children of children too, once they have been waited for.
        let script = """
            bash -c 'TIMEFORMAT="%3U %3S"; { time \(command) 2>&3; } 3>&2 2>time'
            echo "$?" >status
            """
        try terminal.start("threadlanes", script: script, columns: columns, rows: rows)
        try await watching(terminal)
        let status = try await terminal.waitForFile("status")
        let times = (terminal.file("time") ?? "").split { " \n".contains($0) }.compactMap { Double($0) }
        guard status == "0\n", times.count == 2 else {
            throw Failure(
                description: "\(command): status \(status), times \(times), and on the screen:\n"
                    + (try terminal.screen()))
        }
        let attributes = try? FileManager.default.attributesOfItem(
            atPath: terminal.folder.appending(path: "recorded.cast").path)
        return Toll(
            processor: 1_000 * times.reduce(0, +),
            bytes: Double(attributes?[.size] as? Int ?? 0))
    }
}
