import Testing

/// What the command refuses: with 64, on standard error alone, naming what is wrong and what would be right.
@Suite struct UsageErrorTests {
    struct Misuse: Sendable, CustomTestStringConvertible {
        let arguments: [String]
        let words: [String]

        init(_ arguments: String, _ words: String...) {
            self.arguments = arguments.split(separator: " ").map(String.init)
            self.words = words
        }

        var testDescription: String { (["threadlanes"] + arguments).joined(separator: " ") }
    }

    @Test(arguments: [
        Misuse("run lokc", "no scenario named 'lokc'", "Did you mean 'lock'?", "threadlanes list"),
        Misuse("run lokc --plain", "no scenario named 'lokc'", "Did you mean 'lock'?"),
        Misuse("run LOCK", "no scenario named 'LOCK'", "Did you mean 'lock'?"),
        Misuse("run no-such-thing", "no scenario named 'no-such-thing'", "threadlanes list"),
        Misuse("run", "Missing expected argument '<name>'"),
        Misuse("run lock timer", "takes no arguments: leave out 'timer'"),
        Misuse("lock", "no subcommand 'lock'", "Did you mean 'threadlanes run lock'?"),
        Misuse("lits", "no subcommand 'lits'", "threadlanes --help"),
    ])
    func `a name that is wrong or missing`(misuse: Misuse) async throws { try await expectRefusal(misuse) }

    @Test(arguments: [
        Misuse("run lock --no-such-option", "Unknown option '--no-such-option'", "run --help' for more"),
        Misuse("list --no-such-option", "Unknown option '--no-such-option'", "--json"),
        Misuse("--no-such-option", "Unknown option '--no-such-option'"),
        Misuse("run lock --theme mauve", "no theme named 'mauve'", "themes' lists them all"),
        Misuse("run lock --plain --theme mauve", "no theme named 'mauve'", "themes' lists them all"),
        Misuse("--theme mauve", "no theme named 'mauve'", "themes' lists them all"),
        Misuse("run lock --schedule fair", "'fair'", "'best', 'parallel', 'random' or 'round-robin'"),
    ])
    func `an option or a choice that does not exist`(misuse: Misuse) async throws {
        try await expectRefusal(misuse)
    }

    @Test(arguments: ["0", "-1", "0x", "nan", "inf", "-inf", "abc", "1e9", "", "max!", "١"])
    func `a speed that is no positive number`(speed: String) async throws {
        let run = try await threadlanes("run", "lock", "--plain", "--speed", speed)
        expectRefusal(
            run, naming: ["The value '\(speed)' is invalid for '--speed", "a factor from 0.001", "max"])
    }

    @Test(arguments: ["abc", "-1", "1.5", "18446744073709551616", "", "0x10"])
    func `a seed that is no natural number`(seed: String) async throws {
        let run = try await threadlanes("run", "lock", "--plain", "--seed", seed)
        expectRefusal(run, naming: ["The value '\(seed)' is invalid for '--seed"])
    }

    @Test(arguments: [
        Misuse("run lock --plain --seed 1 --schedule parallel", "leave out --schedule parallel, or --seed"),
        Misuse(
            "run lock --plain --seed 1 --schedule round-robin", "leave out --schedule round-robin, or --seed"),
        Misuse("run lock --plain --paused", "leave out --plain, or --paused"),
    ])
    func `options that contradict each other`(misuse: Misuse) async throws { try await expectRefusal(misuse) }

    @Test func `control characters of an argument do not reach the terminal`() async throws {
        let run = try await threadlanes("run", "\u{1B}]0;title\u{07}lock", "--plain")
        expectRefusal(run, naming: ["no scenario named"])
        #expect(!run.errors.contains("\u{1B}") && !run.errors.contains("\u{07}"))
    }

    private func expectRefusal(_ misuse: Misuse) async throws {
        expectRefusal(try await threadlanes(misuse.arguments), naming: misuse.words)
    }

    private func expectRefusal(_ run: Finished, naming words: [String]) {
        #expect(run.status == 64)
        #expect(run.output.isEmpty)
        #expect(run.errors.hasPrefix("Error: "))
        for words in words { #expect(run.errors.contains(words), "\(run.errors)") }
    }
}
