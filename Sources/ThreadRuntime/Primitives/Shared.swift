import ThreadModel
import ThreadTrace

/// A value that threads share without protection. Reading and writing are steps of their own, so that what happens between
/// them, such as a lost update, can be seen.
public final class Shared<Value: Sendable>: Sendable {
    private let handle: Handle
    private let values: SharedPayloads<Value>

    public init(_ name: String? = nil, _ value: Value) {
        handle = Handle(.shared, name: name, value: ResourceValue(value), .shared(SharedState(token: 0)))
        values = SharedPayloads(value)
    }

    public var name: String { handle.name }

    public func read(file: StaticString = #fileID, line: UInt = #line) throws -> Value {
        values.beginRead()
        let token: Int
        do {
            token = try handle.perform(.read, at: CallSite(file, line)).number
        } catch {
            _ = values.endRead(nil)
            throw error
        }
        guard let value = values.endRead(token) else { throw RunCancelled() }
        return value
    }

    public func write(_ value: Value, file: StaticString = #fileID, line: UInt = #line) throws {
        let token = values.add(value)
        // Outside the step: a description is the scenario's own code.
        let shown = ResourceValue(value)
        let reply = try handle.perform(
            .write, argument: token, rank: shown.number, text: shown.text, at: CallSite(file, line))
        values.replace(reply.number, isControlled: handle.isControlled)
    }

    /// Reads, changes, and writes: two steps, with others' steps between them as it happens.
    public func modify(
        file: StaticString = #fileID, line: UInt = #line, _ change: (Value) throws -> Value
    ) throws {
        try write(change(read(file: file, line: line)), file: file, line: line)
    }
}
