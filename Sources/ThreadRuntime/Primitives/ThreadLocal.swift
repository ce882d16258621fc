/// A value that each thread has of its own.
public final class ThreadLocal<Value: Sendable>: Sendable {
    private let initial: @Sendable () -> Value
    /// The value of threads that are not a scenario's, all together.
    private let outside = Guarded<Value?>(nil)

    /// - Parameter initial: what it is worth to a thread that has not set it yet.
    public init(_ initial: @autoclosure @escaping @Sendable () -> Value) { self.initial = initial }

    /// The calling thread's value. No step: nobody else can see it.
    public var value: Value {
        get {
            guard let context = ThreadContext.current else { return outside.withLock { $0 } ?? initial() }
            return context.locals[ObjectIdentifier(self)] as? Value ?? initial()
        }
        set {
            guard let context = ThreadContext.current else { return outside.withLock { $0 = newValue } }
            context.locals[ObjectIdentifier(self)] = newValue
        }
    }
}
