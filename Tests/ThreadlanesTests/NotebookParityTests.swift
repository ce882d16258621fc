import Testing

/// What the notebook printed, the command prints, letter for letter, up to the order that threads decide.
@Suite struct NotebookParityTests {
    @Test(
        arguments: [
            NotebookCell.logging, .currentThread, .threadClass, .createJoin, .workerThreads, .threadPool,
            .threadPoolArguments, .barrier, .semaphore, .timer,
        ], Pace.all)
    func `each thread says what it said in the notebook`(cell: NotebookCell, pace: Pace) async throws {
        let log = try await pace.log(of: cell.scenario)
        #expect(log.bySpeaker == cell.expected.bySpeaker)
        if let (start, end) = cell.workersLive { #expect(log.hasWorkers(after: start, before: end)) }
    }

    @Test(
        arguments: [
            NotebookCell.createJoin, .workerThreads, .threadPool, .threadPoolArguments,
        ], Pace.virtual)
    func `all have gone to work before the first is done, because work takes time`(
        cell: NotebookCell, pace: Pace
    ) async throws {
        #expect(cell.expected.says("is working", beforeAny: "is complete"))
        #expect(try await pace.log(of: cell.scenario).says("is working", beforeAny: "is complete"))
    }

    @Test(arguments: Pace.virtual)
    func `all have come to work before the first goes to the barrier`(pace: Pace) async throws {
        #expect(try await pace.log(of: "barrier").says("Running", beforeAny: "Completed"))
    }

    @Test(arguments: Pace.all)
    func `two permits never let three threads work at once`(pace: Pace) async throws {
        #expect(try await Self.mostAtWork(pace.log(of: "semaphore")) <= 2)
    }

    @Test(arguments: Pace.virtual)
    func `two permits let two threads work at once`(pace: Pace) async throws {
        #expect(Self.mostAtWork(NotebookCell.semaphore.expected) == 2)
        #expect(try await Self.mostAtWork(pace.log(of: "semaphore")) == 2)
    }

    private static func mostAtWork(_ log: Transcript) -> Int {
        var working = 0
        return log.lines.reduce(0) { most, line in
            if line.contains("is working") { working += 1 }
            if line.contains("is complete") { working -= 1 }
            return max(most, working)
        }
    }

    @Test(arguments: Pace.virtual)
    func `the main thread completes before the timer fires, because that takes time`(pace: Pace) async throws
    {
        #expect(try await pace.log(of: "timer").lines == NotebookCell.timer.expected.lines)
    }

    /// The recording counts the four threads of Jupyter's kernel as well; here there are no threads but the scenario's.
    @Test(arguments: Pace.all)
    func `the main thread is the only one to count`(pace: Pace) async throws {
        #expect(NotebookCell.threadCount.recorded == "5")
        #expect(try await pace.log(of: "thread-count").lines == ["1"])
    }

    /// Of Jupyter's threads only the first is the notebook's own, and its number was the address of its stack; a scenario's
    /// main thread has the number 1.
    @Test(arguments: Pace.all)
    func `the main thread is the only one to enumerate`(pace: Pace) async throws {
        let recorded = NotebookCell.enumerate.expected.replacing(/Id: \d+/, with: "Id: 1")
        let log = try await pace.log(of: "enumerate")
        #expect(log.lines == [recorded.lines[0]])
    }
}
