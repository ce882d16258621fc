import ThreadModel
import ThreadTrace

/// A value that threads share without protection. Reading and writing are steps of their own, so that what happens between
/// them, such as a lost update, can be seen.
public final class Shared<Value: Sendable>: Sendable {
    private let handle: Handle
    private let values: SharedPayloads

    /// - Parameters:
    ///   - name: what it is called on screen; "shared-1" and so on if none is given.
    ///   - value: what it is worth at first.
    public init(_ name: String? = nil, _ value: Value) {
        handle = Handle(.shared, name: name, value: ResourceValue(value), .shared(SharedState(token: 0)))
        values = SharedPayloads(Payload(value))
    }

    /// What it is called on screen and in messages.
    public var name: String { handle.name }

    /// The value as it is now. A step.
    public func read(file: StaticString = #fileID, line: UInt = #line) throws -> Value {
        if handle.isControlled {
            let token = try handle.perform(.read, at: CallSite(file, line)).number
            return try unpack(values.value(token))
        }
        values.beginRead()
        let token: Int
        do {
            token = try handle.perform(.read, at: CallSite(file, line)).number
        } catch {
            _ = values.endRead(nil)
            throw error
        }
        return try unpack(values.endRead(token))
    }

    private func unpack(_ object: SharedPayloads.Object?) throws -> Value {
        guard let object else { throw RunCancelled() }
        return unsafeDowncast(object, to: Payload<Value>.self).value
    }

    /// Makes it worth another value. A step. Where a trace is kept of the run, the value is described for it before the step, by
    /// `String(describing:)` unless it is an `Int` of 32 bits.
    public func write(_ value: Value, file: StaticString = #fileID, line: UInt = #line) throws {
        let token = values.add(Payload(value))
        // Outside the step: a description is the scenario's own code.
        let shown = handle.isTraced ? ResourceValue(value) : .number(0)
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
