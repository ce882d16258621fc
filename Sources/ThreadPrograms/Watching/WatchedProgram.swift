import CWatchRecords
import Dispatch
import Glibc
import Synchronization
import ThreadTrace

/// A program in C or C++ that runs as it always does, while a library that is loaded into it tells what its threads do.
///
/// Whoever watches takes events, the last of which is the verdict: how the process ended, or that it will not, as all of its threads wait
/// and some of them for each other. Ending the program ends its whole group of processes.
package final class WatchedProgram: Sendable {
    /// How often it is looked at while little is told, in milliseconds.
    private static let interval: Int32 = 10
    /// So many events may wait to be taken; the program has to wait then.
    private static let backlog = 1 << 18
    /// So long nothing may have been told before all that wait are taken to do so for ever, in nanoseconds.
    private static let quiet: UInt64 = 300_000_000

    private struct State {
        var news = EventBatch()
        var texts: [String: String] = [:]
        var now = Instant.zero
        var hasEnded = false
        var isLeft = false
    }

    /// As it is called on screen.
    package let name: String
    private let area: WatchArea
    private let process: ProgramProcess
    /// The library, where the program can find it by no other name.
    private let kept: Int32
    private let state = Mutex(State())

    deinit { if kept >= 0 { close(kept) } }

    /// Starts it. What it writes is told as it comes; what it reads is empty.
    ///
    /// - Parameters:
    ///   - command: the program and its arguments.
    ///   - library: the path of the library that is to be loaded into it.
    /// - Throws: `ProgramFault` when the system can not start it.
    package init(command: [String], library: String) throws(ProgramFault) {
        name = command.first?.split(separator: "/").last.map(String.init) ?? ""
        area = try WatchArea()
        // The system would take a path with these for several.
        let isOdd = library.contains { $0 == " " || $0 == ":" }
        kept = isOdd ? open(library, O_RDONLY | O_CLOEXEC) : -1
        let library = isOdd ? "/proc/\(getpid())/fd/\(kept)" : library
        let others = getenv("LD_PRELOAD").map { ":" + String(cString: $0) } ?? ""
        process = try ProgramProcess(
            ProgramProcess.Launch(
                command: command,
                environment: [
                    "LD_PRELOAD": library + others,
                    WATCH_VARIABLE: "\(ProgramProcess.connectionNumber)",
                ]),
            connection: area.handle)
    }

    /// The number that the system has for it.
    package var processNumber: Int { Int(process.id) }

    /// The texts of its source files, as far as something was done there.
    package var texts: [String: String] { state.withLock { $0.texts } }

    /// Up to when it is known what happened.
    package var now: Instant { state.withLock { $0.now } }

    /// Whether nothing more will come.
    package var hasEnded: Bool { state.withLock { $0.hasEnded } }

    /// Everything since the last call.
    package func take() -> EventBatch {
        state.withLock { state in
            var batch = EventBatch()
            swap(&batch, &state.news)
            return batch
        }
    }

    /// Reads what it tells in a thread of its own; `wake` is called whenever there is something to take. Once.
    package func start(wake: @escaping @Sendable () -> Void) {
        DispatchQueue(label: "threadlanes.watch").async { self.follow(wake) }
    }

    /// Ends the program, if it goes on, and all that it has started.
    package func end() {
        state.withLock { $0.isLeft = true }
        area.stopReading()
        process.end()
    }

    private static var clock: UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }

    // MARK: Reading

    private func follow(_ wake: () -> Void) {
        var order = RecordOrder()
        var translation = WatchTranslation(ProgramImage(area, process: process.id))
        var lastNews = Self.clock
        while true {
            let ending = process.ending
            let now = Self.clock
            let count = order.read(area, isOver: ending != nil, now: now) { translation.take($0) }
            if count > 0 { lastNews = now }
            let lines = takeLines(isLast: ending != nil && count == 0)
            for line in lines { translation.tell(output: line) }
            let isLeft = state.withLock { $0.isLeft }
            var isOver = false
            if let ending, count == 0 {
                conclude(&translation, ending, isLeft: isLeft, order.damaged)
                isOver = true
            } else if translation.isStuck, now > lastNews + Self.quiet {
                translation.tell(.deadlocked(translation.circleWords))
                isOver = true
            }
            publish(&translation, now: now, isOver: isOver, wake)
            if isOver { break }
            if count == 0 { watch_area_sleep(area.pointer, Self.interval) }
            waitForRoom()
        }
        // What is still told is not read, and nobody is to wait for it.
        area.stopReading()
    }

    /// What it has written since the last time, without waiting for more.
    private func takeLines(isLast: Bool) -> [String] {
        var lines: [String] = []
        for _ in 0..<64 {
            let goesOn = process.readOutput(milliseconds: 0)
            let new = process.takeOutput()
            lines += new
            if !goesOn || new.isEmpty { break }
        }
        return isLast ? lines + process.takeOutput(isLast: true) : lines
    }

    private func publish(
        _ translation: inout WatchTranslation, now: UInt64, isOver: Bool, _ wake: () -> Void
    ) {
        let batch = translation.takeBatch()
        let texts = translation.texts
        // What a thread has not written yet happened a little before.
        let reached = translation.origin.map { Int64(clamping: now &- min($0, now)) - 5_000_000 } ?? 0
        state.withLock { state in
            if state.news.isEmpty { state.news = batch } else { state.news.append(batch) }
            if state.texts.count != texts.count { state.texts = texts }
            state.now = Instant(
                nanoseconds: isOver ? translation.time : max(translation.time, reached, state.now.nanoseconds)
            )
            state.hasEnded = isOver
        }
        if !batch.isEmpty || isOver { wake() }
    }

    private func waitForRoom() {
        while state.withLock({ $0.news.events.count > Self.backlog && !$0.isLeft }) { usleep(2_000) }
    }

    // MARK: The end

    private func conclude(
        _ translation: inout WatchTranslation, _ ending: ProcessEnding, isLeft: Bool, _ damaged: Int
    ) {
        if !area.isAttached, !isLeft {
            translation.tell(
                note:
                    "nothing of its threads was seen: the program is linked statically, has more rights than its user, or is a script that starts others"
            )
        }
        let lost = Int(watch_area_dropped(area.pointer)) + damaged
        if lost > 0 {
            translation.tell(
                note: "\(lost) operation\(lost == 1 ? "" : "s") of signal handlers could not be told")
        }
        let unwatched = watch_area_unwatched(area.pointer)
        if unwatched > 0 {
            translation.tell(
                note:
                    "\(unwatched) thread\(unwatched == 1 ? " was" : "s were") not watched: there were too many at once"
            )
        }
        if case .exited = ending { translation.end(translation.mainThread) }
        translation.tell(verdict(translation, ending, isLeft: isLeft))
    }

    private func verdict(
        _ translation: WatchTranslation, _ ending: ProcessEnding, isLeft: Bool
    ) -> Verdict {
        if translation.hasCircle { return .deadlocked(translation.circleWords) }
        if isLeft { return .cancelled }
        return ending == .exited(0) ? .finished : .failed("\(name) \(ending)")
    }
}
