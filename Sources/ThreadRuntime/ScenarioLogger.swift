import Logging

/// The scenario's logger, as the notebook's `logging.getLogger()`: everything, under the name "root".
public let logger = ScenarioLogger(label: "root")

/// Logs to the run: each message is a step of the thread that logs. As swift-log's `Logger`, whose levels and messages it takes, but
/// what a message interpolates may throw, as all looks at primitives do.
public struct ScenarioLogger: Sendable {
    private var log: Logger

    /// - Parameter label: the name under which its messages are told.
    public init(label: String) { log = Logger(label: label, factory: { BusLogHandler(label: $0) }) }

    /// The least level that is logged.
    public var logLevel: Logger.Level {
        get { log.logLevel }
        set { log.logLevel = newValue }
    }

    /// What every message carries with it.
    public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { log[metadataKey: key] }
        set { log[metadataKey: key] = newValue }
    }

    /// A message, unless its level is too low: then it is not so much as made.
    public func log(
        level: Logger.Level, _ message: @autoclosure () throws -> Logger.Message,
        metadata: @autoclosure () -> Logger.Metadata? = nil, file: String = #fileID,
        function: String = #function, line: UInt = #line
    ) rethrows {
        guard logLevel <= level else { return }
        let message = try message()
        log.log(level: level, message, metadata: metadata(), file: file, function: function, line: line)
    }

    /// Logs at level `trace`, as `log` does.
    public func trace(
        _ message: @autoclosure () throws -> Logger.Message,
        metadata: @autoclosure () -> Logger.Metadata? = nil, file: String = #fileID,
        function: String = #function, line: UInt = #line
    ) rethrows {
        try log(level: .trace, message(), metadata: metadata(), file: file, function: function, line: line)
    }

    /// Logs at level `debug`, as `log` does.
    public func debug(
        _ message: @autoclosure () throws -> Logger.Message,
        metadata: @autoclosure () -> Logger.Metadata? = nil, file: String = #fileID,
        function: String = #function, line: UInt = #line
    ) rethrows {
        try log(level: .debug, message(), metadata: metadata(), file: file, function: function, line: line)
    }

    /// Logs at level `info`, as `log` does.
    public func info(
        _ message: @autoclosure () throws -> Logger.Message,
        metadata: @autoclosure () -> Logger.Metadata? = nil, file: String = #fileID,
        function: String = #function, line: UInt = #line
    ) rethrows {
        try log(level: .info, message(), metadata: metadata(), file: file, function: function, line: line)
    }

    /// Logs at level `notice`, as `log` does.
    public func notice(
        _ message: @autoclosure () throws -> Logger.Message,
        metadata: @autoclosure () -> Logger.Metadata? = nil, file: String = #fileID,
        function: String = #function, line: UInt = #line
    ) rethrows {
        try log(level: .notice, message(), metadata: metadata(), file: file, function: function, line: line)
    }

    /// Logs at level `warning`, as `log` does.
    public func warning(
        _ message: @autoclosure () throws -> Logger.Message,
        metadata: @autoclosure () -> Logger.Metadata? = nil, file: String = #fileID,
        function: String = #function, line: UInt = #line
    ) rethrows {
        try log(level: .warning, message(), metadata: metadata(), file: file, function: function, line: line)
    }

    /// Logs at level `error`, as `log` does.
    public func error(
        _ message: @autoclosure () throws -> Logger.Message,
        metadata: @autoclosure () -> Logger.Metadata? = nil, file: String = #fileID,
        function: String = #function, line: UInt = #line
    ) rethrows {
        try log(level: .error, message(), metadata: metadata(), file: file, function: function, line: line)
    }

    /// Logs at level `critical`, as `log` does.
    public func critical(
        _ message: @autoclosure () throws -> Logger.Message,
        metadata: @autoclosure () -> Logger.Metadata? = nil, file: String = #fileID,
        function: String = #function, line: UInt = #line
    ) rethrows {
        try log(level: .critical, message(), metadata: metadata(), file: file, function: function, line: line)
    }
}
