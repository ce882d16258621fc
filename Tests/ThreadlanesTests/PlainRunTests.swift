import Testing

@Suite struct PlainRunTests {
    /// `worker-threads` takes ten seconds of anybody's time, but here it is virtual.
    @Test(arguments: [
        "worker-threads", "shared-state", "lock", "barrier", "semaphore", "queue", "gil",
    ])
    func `the same seed prints the same, byte for byte`(scenario: String) async throws {
        for seed in ["0", "7", "18446744073709551615"] {
            let arguments = ["run", scenario, "--plain", "--seed", seed, "--speed", "max"]
            let (one, other) = (try await threadlanes(arguments), try await threadlanes(arguments))
            #expect(one.status == 0)
            #expect(Array(one.output.utf8) == Array(other.output.utf8), "seed \(seed)")
        }
    }

    @Test func `different seeds print different orders`() async throws {
        var outputs: Set<String> = []
        for seed in 0..<10 { outputs.insert(try await Pace.seed(seed).log(of: "lock").lines.joined()) }
        #expect(outputs.count > 1)
    }

    @Test func `a seed means a random schedule, whether or not that is said`() async throws {
        let said = try await threadlanes(
            "run", "lock", "--plain", "--schedule", "random", "--seed", "7", "--speed", "max")
        #expect(try await threadlanes("run", "lock", "--plain", "--seed", "7", "--speed", "max") == said)
    }

    @Test func `how fast it goes does not change what a seed prints`() async throws {
        let fast = try await threadlanes("run", "shared-state", "--plain", "--seed", "3", "--speed", "max")
        let paced = try await threadlanes("run", "shared-state", "--plain", "--seed", "3", "--speed", "20x")
        #expect(fast == paced)
    }

    @Test func `without a terminal the log is printed although nobody asked for it alone`() async throws {
        let asked = try await threadlanes("run", "lock", "--plain", "--seed", "1", "--speed", "max")
        #expect(try await threadlanes("run", "lock", "--seed", "1", "--speed", "max") == asked)
        #expect(asked.lines.first == "DEBUG:root:Starting Pool")
    }

    @Test func `nothing is read from standard input, so it can be closed`() async throws {
        let run = try await shell(#""$threadlanes" run lock --plain --seed 1 --speed max <&-"#)
        #expect(try await threadlanes("run", "lock", "--plain", "--seed", "1", "--speed", "max") == run)
    }

    @Test(arguments: ["", "run lock --paused"])
    func `without a terminal there is no screen, and the error says what there is instead`(command: String)
        async throws
    {
        let run = try await shell(#"{ "$threadlanes" \#(command); echo "status $?" >&2; } | cat"#)
        #expect(run.output.isEmpty)
        #expect(run.errors.hasPrefix("Error: standard input is not a terminal"))
        #expect(
            run.errors.contains(
                "'threadlanes list', 'run <name> --plain', 'record' and 'export' need no terminal"))
        #expect(run.errors.hasSuffix("status 64\n"))
    }
}
