import Testing

/// `threadlanes explore`, as the command line has it.
@Suite struct ExploreCommandTests {
    @Test func `a corrected scenario is verified, in as many executions as there are traces`() async throws {
        let run = try await threadlanes("explore", "deadlock-fixed")
        #expect(run.status == 0)
        #expect(
            run.output.hasPrefix("verified: all interleavings of deadlock-fixed are covered by 20 executions")
        )
        #expect(run.errors.isEmpty)
    }

    @Test func `a bug is told as a story, and saved so that it can be seen and run again`() async throws {
        let run = try await shell(#""$threadlanes" explore deadlock"#)
        #expect(run.status == 2)
        for words in [
            "deadlock: deadlock found in execution", "told with ", "Alice  acquired a", "Bob    acquired b",
            "waits for b, held by Bob", "waits for a, held by Alice",
            "threadlanes replay deadlock-found.trace.jsonl --axis steps --at-step ",
        ] {
            #expect(run.output.contains(words), "\(words)")
        }
        #expect(run.output.split(separator: "\n").count <= 14)
    }

    @Test func `what was found goes wrong again on threads of the operating system`() async throws {
        let run = try await shell(
            """
            "$threadlanes" explore deadlock --trace f.trace.jsonl >/dev/null; [ $? = 2 ] || exit 3
            "$threadlanes" explore deadlock --trace f.trace.jsonl >/dev/null 2>&1; [ $? = 64 ] || exit 4
            "$threadlanes" explore deadlock --trace f.trace.jsonl -f >/dev/null; [ $? = 2 ] || exit 5
            for i in 1 2 3 4 5; do
                "$threadlanes" run deadlock --schedule @f.trace.jsonl --speed max --plain >/dev/null || true
            done
            """)
        #expect(run.status == 0)
        let told = run.errors.split(separator: "\n").filter {
            $0.contains("Alice waits for lock b, held by Bob; Bob waits for lock a, held by Alice")
        }
        #expect(told.count == 5)
    }

    @Test func `a lost update is a bug, unless it is allowed`() async throws {
        let run = try await shell(
            """
            "$threadlanes" explore shared-state --strategy pos --runs 50; [ $? = 2 ] || exit 3
            "$threadlanes" explore shared-state --strategy random --runs 20 --allow lost-update
            """)
        #expect(run.status == 0)
        #expect(run.output.contains("an update of counter is lost:"))
        #expect(run.output.contains("no bug in 20 executions by lot"))
    }

    @Test(arguments: ["random", "pct", "pos", "surw"])
    func `the same seed makes the same search`(_ strategy: String) async throws {
        let run = try await shell(
            """
            for i in 1 2; do
                "$threadlanes" explore philosophers --strategy \(strategy) --runs 30 --seed 5 --keep-going --json \
                    --allow deadlock,failure,lost-update | grep -v seconds >$i
            done
            cat 1; cmp 1 2
            """)
        #expect(run.status == 0)
        #expect(run.output.contains("\"executions\" : 30,"))
    }

    @Test func `a bound is said`() async throws {
        let run = try await threadlanes(
            "explore", "thread-count", "--bound", "preemptions=0", "--max-steps", "200")
        #expect(run.status == 0)
        #expect(run.output.contains("verified within 0 preemptions"))
    }

    @Test(arguments: [
        (["--runs", "0"], "--runs has to be 1 or more, not 0."),
        (["--bound", "steps"], "'steps' is no bound: expected preemptions=N, delays=N or steps=N."),
        (["--allow", "bugs"], "'bugs' is no kind of bug: expected deadlock, failure, lost-update."),
        (["--bound", "delays=2", "--strategy", "pos"], "A bound is for a search"),
        (["--max-steps", "0"], "--max-steps has to be 1 or more, not 0."),
        (["--bound", "delays=2,preemptions=1"], "on preemptions or on delays, not on both"),
        (["--shard", "0/3"], "'0/3' is no shard: expected I/N, from 1/N to N/N."),
        (["--shard", "4/3"], "'4/3' is no shard"),
        (["--jobs", "0"], "--jobs has to be from 1 to 1024, not 0."),
        (["--open"], "There is no terminal to show anything on"),
        (["--resume", "nothing.json"], "nothing.json can not be read."),
        (["--merge", "--shard", "1/2"], "leave out --shard and --resume"),
        (["deadlock"], "One scenario at a time"),
    ])
    func `what makes no sense is refused`(_ options: [String], _ words: String) async throws {
        let run = try await shell("\"$threadlanes\" explore lock " + options.joined(separator: " "))
        #expect(run.status == 64)
        #expect(run.errors.contains(words))
    }
}
