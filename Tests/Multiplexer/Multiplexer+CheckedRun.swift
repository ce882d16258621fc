import Foundation

extension Multiplexer {
    /// Runs the program between two looks at the terminal's settings, and leaves its status and process number in files.
    package static func checkedRun(_ command: String = "\"$PROGRAM\"") -> String {
        checkedRun(of: "sh -c 'echo $$ >pid; exec \(command)'")
    }

    /// The same of any shell command; who is to be asked for its number has to leave it itself.
    package static func checkedRun(of command: String) -> String {
        """
        echo before the program
        stty -a >settings.before
        \(command)
        echo $? >status
        trap '' INT
        stty -a >settings.after
        echo after the program
        echo >done
        """
    }

    package func processID() async throws -> pid_t {
        let text = try await waitForFile("pid").trimmingCharacters(in: .newlines)
        guard let number = pid_t(text) else { throw Failure(description: "no process number: \(text)") }
        return number
    }

    /// Waits for the end of `checkedRun`.
    ///
    /// - Returns: what is not as it was, or as it should be: nothing, one hopes.
    package func complaints(status: Int) async throws -> [String] {
        _ = try await waitForFile("done")
        try await waitForScreen("after the program")
        let before = file("settings.before") ?? ""
        let modes = try modes()
        var found: [String] = []
        if file("status") != "\(status)\n" { found.append("status \(file("status") ?? "missing")") }
        if !before.contains("echo") || !before.contains("icanon") {
            found.append("settings before: \(before)")
        }
        if file("settings.after") != before {
            found.append("settings after: \(file("settings.after") ?? "missing")")
        }
        if modes != Self.untouched { found.append(modes) }
        return found
    }
}
