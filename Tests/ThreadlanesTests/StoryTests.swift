import Testing

/// What `threadlanes explore` tells of what it found: who did what in which order, and which two lines clash.
@Suite struct StoryTests {
    @Test(arguments: [
        (
            "deadlock",
            """
            deadlock:
                  6  Alice  acquired a                  TwoOrders.swift:19
                  9  Bob    acquired b                  TwoOrders.swift:19
                     Alice  waits for b, held by Bob    TwoOrders.swift:21
                     Bob    waits for a, held by Alice  TwoOrders.swift:21
            Each of the 2 has what the one before waits for, and gives nothing back while it waits.
            The two that clash: TwoOrders.swift:21 (acquire b) and TwoOrders.swift:21 (acquire a).

            """
        ),
        (
            "lost-wakeup",
            """
            nobody can go on:
                  6  Alice       read letter = false     LostWakeup.swift:20
                 10  Carrier     wrote letter = true     LostWakeup.swift:28
                 11  Carrier     notified bell           LostWakeup.swift:29
                 16  Alice       began to wait for bell  LostWakeup.swift:21
                     Alice       waits for bell          LostWakeup.swift:21
                     MainThread  waits for Alice         LostWakeup.swift:35
            Carrier notified bell when nobody waited for it; Alice came to wait after that, and nobody notifies again.

            """
        ),
    ])
    func `a story is short and says why`(_ name: String, _ story: String) async throws {
        let run = try await threadlanes("explore", name)
        #expect(run.status == 2)
        #expect(run.output.contains("\n\n\(story)\n"), "\(run.output)")
    }

    @Test(arguments: [
        (
            "check-then-act",
            "CheckThenAct.swift:16 (read) and CheckThenAct.swift:18 (write); the lock that is held at both is given back in between."
        ),
        (
            "double-checked",
            "FlagBeforeValue.swift:25 (write) and FlagBeforeValue.swift:28 (read); no lock is held at both."
        ),
        (
            "sleeping-barber",
            "SleepingBarber.swift:29 (read) and SleepingBarber.swift:31 (write); no lock is held at both."
        ),
        (
            "if-instead-of-while",
            "IfInsteadOfWhile.swift:20 (read) and IfInsteadOfWhile.swift:22 (write); the lock that is held at both is given back in between."
        ),
    ])
    func `the two lines that clash are named`(_ name: String, _ clash: String) async throws {
        let run = try await threadlanes("explore", name)
        #expect(run.lines.contains("The two that clash: \(clash)"), "\(run.output)")
    }

    @Test(arguments: ["bounded-buffer", "barrier-reuse", "cigarette-smokers", "livelock", "philosophers"])
    func `a story has a dozen lines at most`(_ name: String) async throws {
        let run = try await threadlanes("explore", name)
        #expect(run.status == 2)
        let lines = run.output.split(separator: "\n", omittingEmptySubsequences: false)
        let start = try #require(lines.firstIndex(of: ""))
        let story = lines[(start + 1)...].prefix { !$0.isEmpty }
        #expect((4...12).contains(story.count), "\(run.output)")
    }
}
