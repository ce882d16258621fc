import Synchronization
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
