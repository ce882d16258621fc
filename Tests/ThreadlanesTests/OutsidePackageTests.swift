import Testing

/// What a package that depends on this one gets with one call.
@Suite struct OutsidePackageTests {
    @Test func `its scenarios are listed, and no others`() async throws {
        let list = try await OutsidePackage.command(["list"])
        #expect(list.status == 0)
        #expect(
            list.lines == [
                "dining               Dining philosophers", "hungry               Hungry",
                "greeting             Greeting  (seed 4)", "everything           Everything",
                "long-sleep           Absurdly long", "long-computation     Absurdly long",
                "endless-sleep        Absurdly long", "endless-computation  Absurdly long",
            ])
        #expect(list.errors.isEmpty)
        #expect(try await OutsidePackage.command(["run", "lock", "--plain"]).status == 64)
    }

    @Test(arguments: Pace.all)
    func `a deadlock is told with its cycle and an exit status of 1`(pace: Pace) async throws {
        let run = try await Self.run("dining", pace)
        #expect(run.status == 1)
        #expect(
            run.errors == """
                outside: deadlocked: philosopher-0 waits for lock fork-1, held by philosopher-1; philosopher-1 waits for \
                lock fork-0, held by philosopher-0

                """)
        #expect(
            run.lines.sorted() == [
                "DEBUG:root:Philosopher 0 holds a fork", "DEBUG:root:Philosopher 1 holds a fork",
            ])
    }

    @Test(arguments: Pace.all)
    func `a failure is told with its thread and its error, and the others go on`(pace: Pace) async throws {
        let run = try await Self.run("hungry", pace)
        #expect(run.status == 1)
        // As it happens, with the line of its last operation where it had one; and at the end.
        let lines = run.errors.split(separator: "\n")
        #expect(lines.count == 2)
        #expect(lines.first?.hasPrefix("outside: philosopher failed: the philosopher is out of food") == true)
        #expect(lines.last == "outside: failed: philosopher: the philosopher is out of food")
        #expect(run.lines == ["the table is empty"])
    }

    @Test(arguments: Pace.all)
    func `a subclass of Thread runs what it overrides`(pace: Pace) async throws {
        #expect(
            try await Self.run("greeting", pace)
                == Finished(status: 0, output: "INFO:root:greeter says hello\n", errors: ""))
    }

    @Test(arguments: Pace.all)
    func `every primitive is there`(pace: Pace) async throws {
        let run = try await Self.run("everything", pace)
        #expect(run.status == 0)
        #expect(
            run.lines.sorted() == [
                "INFO:root:all have met", "NOTICE:root:jobs [0, 1, 2]",
                "NOTICE:root:results [0, 1, 4], total 3",
            ])
        #expect(run.errors.isEmpty)
    }

    @Test(arguments: [
        ("long-sleep", "", "in 199 years: until then sloth sleeps"),
        ("long-sleep", "--seed 1", "in 199 years: until then sloth sleeps"),
        ("long-computation", "--speed 2", "in 99 years: until then sloth computes"),
        ("long-computation", "--seed 1", "in 199 years: until then sloth computes"),
        ("endless-computation", "", "in centuries: until then sloth computes"),
    ])
    func `who sees no end of a run is told what takes so long`(
        scenario: String, options: String, words: String
    )
        async throws
    {
        let run = try await OutsidePackage.shell(
            """
            "$0" run \(scenario) --plain \(options) 2>told & process=$!
            until [ -s told ]; do sleep 0.1; done; kill $process; cat told
            """)
        #expect(
            run.output
                == "outside: \(scenario) goes on \(words); --speed max skips all waiting, Ctrl-C leaves it\n")
    }

    @Test(arguments: [("endless-sleep", "sleeps"), ("endless-computation", "computes")])
    func `what never ends is told as what it is, in the verdict and on the screen`(
        scenario: String, word: String
    ) async throws {
        let run = try await OutsidePackage.shell(
            """
            "$0" run \(scenario) --plain --seed 1; echo $?
            "$0" record \(scenario) -o a.txt --keys 'at end; lane sloth' 2>/dev/null; grep sloth a.txt
            "$0" record \(scenario) -o b.txt --keys 'at end; key w' 2>/dev/null; cat b.txt
            """)
        #expect(run.errors.contains("sloth \(word) for ever"))
        #expect(run.lines.first == "1")
        #expect(
            run.lines.contains {
                $0.contains(" sloth  ") && $0.contains("\(word), for ever  ") && $0.hasSuffix("✖")
            },
            "\(run.output)")
        #expect(run.output.contains("sloth \(word), for ever"))
    }

    private static func run(_ scenario: String, _ pace: Pace) async throws -> Finished {
        try await OutsidePackage.command(["run", scenario, "--plain"] + pace.arguments)
    }
}
