import Testing

/// Schedules on the command line: by name, step by step, from a saved run, and bounded.
@Suite struct ScheduleCommandTests {
    @Test(arguments: ["lock", "queue", "shared-state", "gil"])
    func `the steps of a saved run give the same run again`(scenario: String) async throws {
        let run = try await shell(
            """
            "$threadlanes" run \(scenario) --seed 7 --speed max --plain --trace a.trace.jsonl >a.log || exit 1
            "$threadlanes" run \(scenario) --schedule @a.trace.jsonl --speed max --plain \
                --trace b.trace.jsonl >b.log || exit 2
            cmp a.log b.log && tail -n +2 a.trace.jsonl >a && tail -n +2 b.trace.jsonl >b && cmp a b
            """)
        #expect(run.status == 0 && run.output.isEmpty && run.complaints.isEmpty, "\(run)")
    }

    @Test func `a schedule is told in the trace's header, and read from there`() async throws {
        let run = try await shell(
            """
            "$threadlanes" run lock --schedule '1x6 2x2 random:7' --speed max --plain --trace - | head -n 1
            "$threadlanes" run lock --schedule random:7 --speed max --plain >a
            "$threadlanes" run lock --seed 7 --speed max --plain | cmp - a
            "$threadlanes" run lock --schedule pct --seed 7 --speed max --plain --trace - | head -n 1
            """)
        #expect(run.status == 0)
        #expect(run.output.contains(#""schedule":"pct:7:3:100","seed":7,"clock":"virtual""#))
        #expect(run.output.contains(#""schedule":"1x6 2x2 random:7","seed":7,"clock":"virtual""#))
    }

    @Test func `a step that does not fit is told by its number and thread`() async throws {
        let run = try await threadlanes("run", "lock", "--schedule", "1x2 9", "--plain", "--speed", "max")
        #expect(run.status == 1)
        #expect(run.errors.contains("step 3 is thread 9's, which can not go: there is none of that number"))
        #expect(run.errors.contains("1 (MainThread) could"))
    }

    @Test(arguments: ["random", "pct", "pos", "surw"])
    func `a saved run that was cut off goes on as its lots would have`(_ name: String) async throws {
        let run = try await shell(
            """
            lots='--schedule \(name) --seed 7'
            "$threadlanes" run lock $lots --max-steps 20 --speed max --plain --trace t.trace.jsonl >/dev/null 2>&1
            "$threadlanes" run lock --schedule @t.trace.jsonl --speed max --plain >a || exit 1
            "$threadlanes" run lock $lots --speed max --plain | cmp - a
            """)
        #expect(run == Finished(status: 0, output: "", errors: ""))
    }

    @Test func `the steps of another scenario are refused, and so is a trace without any`() async throws {
        let run = try await shell(
            """
            "$threadlanes" run lock --seed 7 --speed max --plain --trace t.trace.jsonl >/dev/null
            head -n 1 t.trace.jsonl >none.trace.jsonl
            "$threadlanes" run queue --plain --schedule @t.trace.jsonl
            "$threadlanes" run lock --plain --schedule @none.trace.jsonl
            """)
        #expect(run.status == 64)
        #expect(run.errors.contains("of a run of 'lock', not of 'queue'"))
        #expect(run.errors.contains("has no steps that could be taken again"))
    }

    @Test func `a parallel run has no schedule that could be had again`() async throws {
        let run = try await shell(
            """
            "$threadlanes" run logging --plain --trace t.trace.jsonl >/dev/null || exit 1
            "$threadlanes" run logging --schedule @t.trace.jsonl --plain
            """)
        #expect(run.status == 64)
        #expect(run.errors.contains("is of a parallel run"))
    }

    @Test(arguments: [["--seed", "3"], []])
    func `a bound on steps ends a run with a word of its own`(options: [String]) async throws {
        let arguments = ["run", "lock", "--plain", "--speed", "max", "--max-steps", "40"] + options
        let run = try await threadlanes(arguments)
        #expect(run.status == 1)
        let words = "threadlanes: cut off: 40 steps were taken, which are all that it was to take\n"
        #expect(run.errors == words)
    }

    @Test(arguments: ["0", "-3", "x"])
    func `a bound below one step is refused`(bound: String) async throws {
        let run = try await threadlanes("run", "lock", "--plain", "--max-steps", bound)
        #expect(run.status == 64)
        #expect(run.errors.contains("--max-steps"))
    }

    @Test func `a run that was cut off can be recorded, replayed and exported`() async throws {
        let run = try await shell(
            """
            "$threadlanes" run lock --seed 7 --speed max --max-steps 50 --plain --trace t.trace.jsonl >/dev/null 2>&1
            "$threadlanes" record t.trace.jsonl -o t.txt 2>/dev/null && cat t.txt &&
            "$threadlanes" export t.trace.jsonl -f csv | tail -n 1
            """)
        #expect(run.status == 0)
        #expect(run.output.contains("✖ cut off"))
        #expect(run.output.contains("cut off: 50 steps were taken"))
    }
}
