import ArgumentParser
import Testing

@testable import Threadlanes

@Suite struct HelpTests {
    private static let subcommands = RootCommand.configuration.subcommands.compactMap {
        $0.configuration.commandName
    }

    @Test(arguments: ["--help", "-h", "help"])
    func `the help lists every subcommand and the exit statuses`(word: String) async throws {
        let help = try await threadlanes(word)
        #expect(help.status == 0)
        #expect(help.errors.isEmpty)
        #expect(Self.subcommands.contains("run"))
        for subcommand in Self.subcommands { #expect(help.output.contains("\n  \(subcommand) ")) }
        #expect(help.output.contains("Exit status: 0 finished"))
    }

    @Test(arguments: subcommands)
    func `every subcommand helps, however it is asked`(subcommand: String) async throws {
        let help = try await threadlanes(subcommand, "--help")
        #expect(help.status == 0)
        #expect(help.errors.isEmpty)
        #expect(help.output.contains("USAGE: threadlanes \(subcommand)"))
        #expect(try await threadlanes("help", subcommand) == help)
    }

    @Test(arguments: ["--seed", "--schedule", "--speed", "--theme", "--paused", "--plain"])
    func `the help of run explains every option`(option: String) async throws {
        let help = try await threadlanes("run", "--help")
        let line = help.lines.firstIndex { $0.hasPrefix("  \(option)") }
        let rest = try #require(line.map { help.lines[$0...].prefix(2).joined() })
        #expect(rest.contains(#/ [A-Z]\w+/#), "\(rest)")
    }

    @Test func `the version is a number`() async throws {
        let version = try await threadlanes("--version")
        #expect(version.status == 0)
        #expect(version.output.wholeMatch(of: /\d+\.\d+\.\d+\n/) != nil)
        #expect(version.errors.isEmpty)
    }
}
