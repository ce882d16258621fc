import Foundation

/// A real terminal for a real program: a tmux server of its own, with one pane.
///
/// Nothing is slept through: whatever a test expects it waits for, until a deadline that only a broken or hopelessly
/// overloaded machine misses. The server ends with the test.
package final class Multiplexer {
    package struct Failure: Error, CustomStringConvertible {
        package let description: String
    }

    /// Where scripts leave files for the test to read.
    package let folder: URL
    private static let timeout = Duration.seconds(180)

    package init() throws {
        folder = FileManager.default.temporaryDirectory
            .appending(path: "threadlanes-\(getpid())-\(UInt32.random(in: 0 ... .max))")
        let state = folder.appending(path: "threadlanes")
        try FileManager.default.createDirectory(at: state, withIntermediateDirectories: true)
        // Somebody has been here: who has not is welcomed.
        try #"{"scenario":"logging"}"#.write(
            to: state.appending(path: "browser.json"), atomically: true, encoding: .utf8)
    }

    deinit {
        _ = try? tmux("kill-server")
        // A script that has lost its terminal may still be writing its last file.
        for _ in 0..<10 {
            do { return try FileManager.default.removeItem(at: folder) } catch { usleep(20_000) }
        }
    }

    /// A program that was built beside the tests.
    package static func program(_ name: String) throws -> String {
        let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let program = URL(filePath: tests).deletingLastPathComponent().appending(path: name).path
        guard FileManager.default.isExecutableFile(atPath: program) else {
            throw Failure(description: "no executable at \(program)")
        }
        return program
    }

    /// Runs a shell script in the pane, in `folder`, where the program also looks for `threadlanes/config.toml`. `PROGRAM` is
    /// the program; SIGINT ends what runs, not the script.
    package func start(
        _ program: String, script: String, environment: [String: String] = [:], columns: Int = 80,
        rows: Int = 24
    ) throws {
        let all = [
            "LC_ALL": "C.UTF-8", "TERM": "xterm-256color", "SWIFT_BACKTRACE": "enable=no", "NO_COLOR": "",
            "PROGRAM": try Self.program(program), "XDG_STATE_HOME": folder.path,
            // Nobody's configuration.
            "XDG_CONFIG_HOME": folder.path,
        ].merging(environment) { $1 }
        let exports = all.map { "export \($0)='\($1)'" }.joined(separator: "\n")
        let file = folder.appending(path: "script.sh")
        try "\(exports)\ncd '\(folder.path)'\ntrap : INT QUIT\n\(script)\n"
            .write(to: file, atomically: true, encoding: .utf8)
        // The last command keeps the pane. Ctrl-C is the probe's; one that comes too late ends nothing.
        try tmux(
            "-f", "/dev/null", "start-server", ";", "set-option", "-g", "history-limit", "20000", ";",
            "new-session", "-d", "-x", "\(columns)", "-y", "\(rows)",
            "trap : INT QUIT; sh '\(file.path)'; trap '' INT QUIT; exec sleep 600")
    }

    /// `tmux` names of keys: `q`, `C-c`, `Enter`.
    package func press(_ keys: String...) throws {
        for key in keys { try tmux("send-keys", key) }
    }

    /// Sends bytes as a terminal would, escape sequences included.
    package func type(_ text: String) throws { try tmux("send-keys", "-l", text) }

    /// Sends these bytes in one piece.
    package func send(_ bytes: [UInt8]) throws {
        try tmux(["send-keys", "-H"] + bytes.map { String($0, radix: 16) })
    }

    /// The row in which the terminal's own cursor stands, seen or not.
    package func cursorRow() throws -> Int? {
        Int(try tmux("display", "-p", "#{cursor_y}").trimmingCharacters(in: .newlines))
    }

    package func resize(columns: Int, rows: Int) throws {
        try tmux("resize-window", "-x", "\(columns)", "-y", "\(rows)")
    }

    /// Takes the terminal away from what runs in it.
    package func closePane() throws { try tmux("kill-server") }

    package func screen() throws -> String { try tmux("capture-pane", "-p") }

    /// With what has been scrolled away.
    package func history() throws -> String { try tmux("capture-pane", "-p", "-S", "-20000") }

    /// With its escape sequences.
    ///
    /// - Parameter padded: whether blanks at the ends of lines are part of it.
    package func styledScreen(padded: Bool = false) throws -> String {
        try tmux("capture-pane", padded ? "-peN" : "-pe")
    }

    package func lines() throws -> [String] {
        try screen().split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    /// What modes the terminal is in: alternate screen, cursor, mouse, keypad.
    package func modes() throws -> String {
        try tmux(
            "display", "-p",
            "alternate=#{alternate_on} cursor=#{cursor_flag} mouse=#{mouse_any_flag} "
                + "keys=#{keypad_cursor_flag} keypad=#{keypad_flag}"
        ).trimmingCharacters(in: .newlines)
    }

    package static let untouched = "alternate=0 cursor=1 mouse=0 keys=0 keypad=0"

    /// The text of a file that a script writes, nil before it is whole: scripts end it with a newline.
    package func file(_ name: String) -> String? {
        guard let text = try? String(contentsOf: folder.appending(path: name), encoding: .utf8),
            text.last == "\n"
        else { return nil }
        return text
    }

    package func waitForScreen(_ text: String) async throws {
        try await wait(for: "'\(text)' on the screen") { try screen().contains(text) }
    }

    package func waitForFile(_ name: String) async throws -> String {
        try await wait(for: "the file \(name)") { file(name) != nil }
        return file(name) ?? ""
    }

    package func wait(
        for what: String, until condition: () async throws -> Bool
    ) async throws {
        let deadline = ContinuousClock.now + Self.timeout
        while try await !condition() {
            guard ContinuousClock.now < deadline else {
                let screen = (try? screen()) ?? "no screen"
                throw Failure(description: "waited in vain for \(what); the screen is:\n\(screen)")
            }
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    @discardableResult
    private func tmux(_ arguments: String...) throws -> String { try tmux(arguments) }

    /// `popen`, because Foundation's `Process` wants a run loop to learn that its child has ended.
    @discardableResult
    private func tmux(_ arguments: [String]) throws -> String {
        let words = (["-u", "-S", folder.appending(path: "tmux").path] + arguments).map {
            "'" + $0.replacing("'", with: "'\\''") + "'"
        }
        let command =
            "exec env -u TMUX LC_ALL=C.UTF-8 tmux " + words.joined(separator: " ") + " 2>&1 </dev/null"
        // Tests run on threads that block most signals, and children inherit that: no Ctrl-C would ever arrive.
        var (none, mask) = (sigset_t(), sigset_t())
        sigemptyset(&none)
        pthread_sigmask(SIG_SETMASK, &none, &mask)
        defer { pthread_sigmask(SIG_SETMASK, &mask, nil) }
        guard let stream = popen(command, "re") else { throw Failure(description: "popen: error \(errno)") }
        var output: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 4096)
        while case let count = fread(&chunk, 1, chunk.count, stream), count > 0 {
            output += chunk.prefix(count)
        }
        let status = pclose(stream) >> 8
        let text = String(decoding: output, as: UTF8.self)
        guard status == 0 else {
            let hint = status == 127 ? " (is tmux installed?)" : ""
            throw Failure(description: "tmux \(arguments.joined(separator: " ")): \(text)\(hint)")
        }
        return text
    }
}
