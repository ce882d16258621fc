import Foundation
import Testing

/// The executable as a shell sees it.
@Suite struct CommandTests {
    private struct Ending {
        let status: Int32
        let output: String
        let errors: String
    }

    /// Runs the command with a configuration folder of its own.
    private func threadlanes(
        _ arguments: String..., config: String? = nil, themes: [String: String] = [:]
    ) throws -> Ending {
        let home = FileManager.default.temporaryDirectory.appending(
            path: "home-\(UInt64.random(in: 0 ... .max))")
        let folder = home.appending(path: "threadlanes/themes")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: home) }
        try config?.write(
            to: home.appending(path: "threadlanes/config.toml"), atomically: true, encoding: .utf8)
        for (name, toml) in themes {
            try toml.write(to: folder.appending(path: "\(name).toml"), atomically: true, encoding: .utf8)
        }

        let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let process = Process()
        process.executableURL = URL(filePath: tests).deletingLastPathComponent().appending(
            path: "threadlanes")
        process.arguments = arguments
        process.environment = ["XDG_CONFIG_HOME": home.path, "LANG": "C.UTF-8"]
        process.standardInput = FileHandle.nullDevice
        let (output, errors) = (Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        // What is expected on standard error fits the pipe.
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        let complaints = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return Ending(status: process.terminationStatus, output: text, errors: complaints)
    }

    @Test func `config prints what is in effect, as a file that config reads`() throws {
        let first = try threadlanes("config", "--theme", "nord", "--no-mouse", config: "speed = 3")
        #expect(first.status == 0)
        for line in ["theme = \"nord\"", "speed = 3.0", "mouse = false", "glyphs = \"auto\""] {
            #expect(first.output.contains("\n\(line)\n"), "\(line)")
        }
        let again = try threadlanes("config", config: first.output)
        let values = { (text: String) in text.split(separator: "\n").filter { !$0.hasPrefix("#") } }
        #expect(values(again.output) == values(first.output))
    }

    @Test func `a bad configuration ends with 64 and its line, wherever it would be used`() throws {
        for arguments in [["config"], ["run", "lock", "--plain"], []] {
            let ending =
                switch arguments.count {
                case 0: try threadlanes(config: "mouse = true\nspeed = \"fast\"")
                case 1: try threadlanes(arguments[0], config: "mouse = true\nspeed = \"fast\"")
                default:
                    try threadlanes(
                        arguments[0], arguments[1], arguments[2], config: "mouse = true\nspeed = \"fast\"")
                }
            #expect(ending.status == 64)
            #expect(ending.errors.contains("config.toml:2: speed: expected a factor"))
            #expect(ending.output.isEmpty)
        }
    }

    @Test func `the configured speed and schedule are those of a run`() throws {
        let began = ContinuousClock.now
        let ending = try threadlanes(
            "run", "lock", "--plain", config: "speed = \"max\"\nschedule = \"round-robin\"")
        #expect(ending.status == 0)
        // Five seconds of sleeping at the usual speed.
        #expect(ContinuousClock.now - began < .seconds(4))
    }

    @Test func `themes tells built-in ones from the user's, and what is wrong with those`() throws {
        let dark = try threadlanes("themes", "dark")
        #expect(dark.output.contains("[palette]"))
        let ending = try threadlanes("themes", themes: ["nord": dark.output, "bad": "[palette]\n"])
        #expect(ending.status == 64)
        let lines = ending.output.split(separator: "\n")
        #expect(lines.contains { $0.hasPrefix("dark ") && $0.hasSuffix("built-in") })
        #expect(lines.contains { $0.hasPrefix("nord ") && $0.hasSuffix("/themes/nord.toml") })
        #expect(ending.errors.contains("/themes/bad.toml: expected a section [roles]"))
        #expect(try threadlanes("themes").status == 0)
    }

    @Test func `shells complete scenarios and themes`() throws {
        let script = try threadlanes("--generate-completion-script", "bash")
        #expect(script.status == 0)
        #expect(script.output.contains("complete -o filenames -F _threadlanes threadlanes"))
        let scenarios = try threadlanes("---completion", "run", "--", "positional@0", "0", "0", "")
        #expect(scenarios.output.split(separator: "\n").contains("lock"))
        let themes = try threadlanes(
            "---completion", "run", "--", "--theme", "0", "0", "", themes: ["mine": ""])
        #expect(themes.output.split(separator: "\n").contains("okabe-ito"))
        #expect(themes.output.split(separator: "\n").contains("mine"))
    }
}
