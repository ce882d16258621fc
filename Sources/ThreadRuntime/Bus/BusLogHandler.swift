import Logging
import ThreadModel
import ThreadTrace

/// Publishes log messages on the run's bus, as a step of the thread that logs. On other threads there is nobody to tell.
public struct BusLogHandler: LogHandler {
    public var metadata: Logger.Metadata = [:]
    public var logLevel = Logger.Level.trace
    private let label: String

    /// - Parameter label: the logger's name, under which its messages are told.
    public init(label: String) { self.label = label }

    public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    /// Tells the message, with its metadata after it. Does not throw: when the run is over, the thread's next operation will.
    public func log(event: LogEvent) {
        let merged = metadata.merging(event.metadata ?? [:]) { $1 }
        let suffix =
            merged.isEmpty
            ? "" : " " + merged.sorted { $0.key < $1.key }.map { "\($0)=\($1)" }.joined(separator: " ")
        Run.current?.tell(
            "\(event.message)\(suffix)", level: event.level, label: label, CallSite(event.file, event.line))
    }
}

extension Run {
    fileprivate func tell(_ text: String, level: Logger.Level, label: String, _ site: CallSite) {
        tell(
            .log, logger(label), text, level: Logger.Level.allCases.firstIndex(of: level) ?? 0, site)
    }

    func tell(_ text: String, _ site: CallSite) { tell(.output, .none, text, level: 0, site) }

    /// A step that carries a message. Logging does not throw: when the run is over, the next operation will.
    private func tell(
        _ operation: Operation, _ resource: ResourceID, _ text: String, level: Int, _ site: CallSite
    ) {
        _ = try? perform(Request(operation, resource, rank: level), at: site, text: text)
    }
}
