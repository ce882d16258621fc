import LaneView
import Synchronization
import ThreadModel
import ThreadTrace

/// Saves a run's events as they come. Encoding is done where the file is written, so that the screen does not wait for either.
final class TraceRecorder: Sendable {
    let file: OutputFile
    private let encoder: Mutex<TraceEncoder>

    init(_ file: OutputFile, _ header: TraceHeader, listing: @escaping @Sendable (String) -> String?) {
        self.file = file
        encoder = Mutex(TraceEncoder(header, listing: listing))
        append(EventBatch())
    }

    /// Says that nothing happens, for those who watch; not before the time of an event that has been appended.
    func append(now: Instant) {
        file.append { self.encoder.withLock { $0.encode(now: now) } }
    }

    func append(_ batch: EventBatch) {
        file.append { self.encoder.withLock { $0.encode(batch) } }
    }
}

extension TraceHeader {
    init(_ scenario: Scenario, _ schedule: Schedule) {
        self.init(
            program: "threadlanes \(programVersion)", scenario: scenario.name, title: scenario.title,
            file: scenario.file, schedule: schedule.name, seed: schedule.seed,
            clock: schedule.isControlled ? "virtual" : "monotonic")
    }

    /// How the run was scheduled, as the screen tells it.
    var scheduleWords: String {
        if let known = try? Schedule(text: schedule), !known.prefix.isEmpty { return known.words() }
        return seed.map { "seed \($0)" } ?? schedule
    }
}

extension RunStatus {
    /// What a trace tells of its run. Without the file of a scenario, code is that of the first listing until lanes say more.
    init(
        _ header: TraceHeader, _ listings: [String: String], speed: Double? = 1, isPaused: Bool = false,
        now: Instant
    ) {
        self.init(
            scenario: header.scenario, title: header.title,
            file: header.file.isEmpty ? listings.keys.min() ?? "" : header.file,
            schedule: header.scheduleWords, speed: speed, isPaused: isPaused, now: now)
    }
}

extension Schedule {
    /// As a trace's header tells it: with the seed beside it, "random" says all; with steps, all of the text.
    var name: String { prefix.isEmpty && seed != nil ? "random" : description }

    /// As the screen tells it, so many steps taken by hand included.
    func words(byHand: Int = 0) -> String {
        var words = prefix.isEmpty ? [] : ["\(prefix.count) steps"]
        if let seed {
            words.append("seed \(seed)")
        } else if prefix.isEmpty {
            words.append(name)
        }
        if byHand > 0 { words.append("\(byHand) by hand") }
        return words.joined(separator: ", ")
    }
}
