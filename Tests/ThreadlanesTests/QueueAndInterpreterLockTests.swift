import Testing

/// The notebook imports queues and speaks of the interpreter lock, but printed nothing: these logs have laws of their own.
@Suite struct QueueAndInterpreterLockTests {
    @Test(arguments: Pace.all)
    func `every job is put once and got once`(pace: Pace) async throws {
        let log = try await pace.log(of: "queue")
        #expect(Self.jobs(log, "Put").sorted() == Array(0..<8))
        #expect(Self.jobs(log, "Got").sorted() == Array(0..<8))
        #expect(log.lines.count == 16 + 3)
    }

    @Test(arguments: Pace.all)
    func `each producer puts its jobs in order, and each consumer gets them so`(pace: Pace) async throws {
        let log = try await pace.log(of: "queue")
        for producer in 0..<2 {
            let own = producer * 4..<producer * 4 + 4
            #expect(Self.jobs(log, "Producer \(producer) : Put") == Array(own))
            for consumer in 0..<2 {
                let got = Self.jobs(log, "Consumer \(consumer) : Got").filter(own.contains)
                #expect(got == got.sorted())
            }
        }
    }

    @Test(arguments: Pace.all)
    func `the main thread starts all, waits for the jobs, and finishes last`(pace: Pace) async throws {
        let log = try await pace.log(of: "queue")
        #expect(log.messages.first == "Starting producers and consumers")
        #expect(log.messages.last == "Main finished")
        #expect(log.says("Put job", beforeAny: "Waiting for all jobs to be done"))
    }

    private static func jobs(_ log: Transcript, _ words: String) -> [Int] {
        log.lines.filter { $0.contains(words) }
            .compactMap { $0.firstMatch(of: /job (\d+)$/).flatMap { Int($0.1) } }
    }

    @Test(arguments: Pace.all)
    func `what is computed and waited for is told with its times`(pace: Pace) async throws {
        let log = try await pace.log(of: "gil")
            .replacing(#/ +\d+\.\d\d s #*\+?$/#, with: " _ s")
            .replacing(/\d+\.\d\d× as fast|faster than the clock can tell/, with: "_")
        #expect(
            log.lines == [
                "INFO:root:CPU-bound: 20 slices of 0.05 seconds, in all",
                "INFO:root:  1 thread: _ s",
                "INFO:root:  4 with a GIL: _ s",
                "INFO:root:  4 without it: _ s",
                "INFO:root:  against 1 thread: _ with a GIL, _ without",
                "INFO:root:I/O-bound: 4 waits of 0.5 seconds, in all",
                "INFO:root:  1 thread: _ s",
                "INFO:root:  4 with a GIL: _ s",
                "INFO:root:  against 1 thread: _: who waits has given the GIL back",
            ])
    }

    /// Virtual time has no noise: four threads take a quarter of the time, but for the moments between their slices.
    @Test(arguments: Pace.virtual)
    func `a shared lock takes away what four threads gain at computing, but not at waiting`(pace: Pace)
        async throws
    {
        let times = try await pace.log(of: "gil").lines
            .compactMap { $0.firstMatch(of: #/: +(\d+\.\d\d) s /#).flatMap { Double($0.1) } }
        try #require(times.count == 5)
        let gains = [times[0] / times[1], times[0] / times[2], times[3] / times[4]]
        #expect(0.9...1.1 ~= gains[0])
        #expect(3.5...4 ~= gains[1])
        #expect(3.5...4 ~= gains[2])
    }

    @Test(arguments: Pace.virtual)
    func `a bar is as long as its time beside that of one thread`(pace: Pace) async throws {
        let lines = try await pace.log(of: "gil").lines.filter { $0.contains(" s ") && $0.contains("#") }
        let lengths = lines.map { $0.count { $0 == "#" } }
        try #require(lengths.count == 5)
        #expect([lengths[0], lengths[3]] == [16, 16])
        #expect(15...18 ~= lengths[1])
        #expect(4...5 ~= lengths[2] && 4...5 ~= lengths[4])
    }
}
