import ThreadTrace

/// A value that threads share without protection. Reading and writing are steps of their own, so that what happens between
/// them, such as a lost update, can be seen.
public final class Shared<Value: Sendable>: Sendable {
    private let shared: Monitored<Value>

    public init(_ name: String? = nil, _ value: Value) {
        shared = Monitored(.shared, name: name, initially: ResourceValue(value), value)
    }

    public var name: String { shared.name }

    public func read(file: StaticString = #fileID, line: UInt = #line) throws -> Value {
        try shared.perform(.read, at: CallSite(file, line)) { value, _ in value }
    }

    public func write(_ value: Value, file: StaticString = #fileID, line: UInt = #line) throws {
        // Outside the step: a description is the scenario's own code.
        let shown = ResourceValue(value)
        try shared.perform(.write, at: CallSite(file, line)) { state, record in
            state = value
            record.becomes(shown)
        }
    }

    /// Reads, changes, and writes: two steps, with others' steps between them as it happens.
    public func modify(
        file: StaticString = #fileID, line: UInt = #line, _ change: (Value) throws -> Value
    ) throws {
        try write(change(read(file: file, line: line)), file: file, line: line)
    }
}
