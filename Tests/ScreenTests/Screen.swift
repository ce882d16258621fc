import Foundation
import Multiplexer

/// The real command on a real screen.
struct Screen {
    let terminal: Multiplexer

    /// Starts the command, `threadlanes` if no other is named, with these arguments, after some other commands, between two looks at the terminal's settings.
    init(
        _ arguments: String, program: String = "threadlanes", before: String = ":",
        environment: [String: String] = [:], columns: Int = 100,
        rows: Int = 30
    ) throws {
        terminal = try Multiplexer()
        let run = Multiplexer.checkedRun("\"$PROGRAM\" \(arguments)")
        try terminal.start(
            program, script: "\(before)\n\(run)", environment: environment, columns: columns, rows: rows)
    }

    /// Runs a shell command between two looks at the terminal's settings.
    init(script: String) throws {
        terminal = try Multiplexer()
        try terminal.start(
            "threadlanes", script: Multiplexer.checkedRun(of: script), columns: 100, rows: 30)
    }

    /// The row of a thread: its name, its state, its lane.
    func lane(_ thread: String) throws -> String {
        try terminal.lines().first { $0.contains(" \(thread) ") } ?? ""
    }

    /// The number of steps that the header tells.
    func steps() throws -> Int? {
        let header = try terminal.lines().first ?? ""
        return header.firstMatch(of: /step +(\d+)/).flatMap { Int($0.1) }
    }

    /// Presses the space bar until the header says that the run is paused.
    func pause() async throws {
        try terminal.press("Space")
        try await terminal.waitForScreen("❚❚")
    }

    /// The screen once it does not change any more.
    ///
    /// - Parameter ignoringHeader: whether the first line may change.
    func settled(ignoringHeader: Bool = false) async throws -> String {
        func look() throws -> String {
            let screen = try terminal.screen()
            return ignoringHeader ? String(screen.drop { $0 != "\n" }) : screen
        }
        var last = try look()
        try await terminal.wait(for: "a screen that stands still") {
            try await Task.sleep(for: .milliseconds(150))
            defer { last = (try? look()) ?? "" }
            return try look() == last
        }
        return last
    }
}
