/// Prints to the run's log: on standard output it would tear the screen. A step.
///
/// Outside a scenario's threads it prints as always.
public func print(_ item: Any, file: StaticString = #fileID, line: UInt = #line) {
    let text = "\(item)"
    if let run = Run.current { run.tell(text, CallSite(file, line)) } else { Swift.print(text) }
}

/// The same for several items. With the signature of the standard library's function, which it hides, it can not know where
/// it was called.
public func print(_ items: Any..., separator: String = " ", terminator: String = "\n") {
    let text = items.map { "\($0)" }.joined(separator: separator)
    if let run = Run.current {
        run.tell(text, .unknown)
    } else {
        Swift.print(text, terminator: terminator)
    }
}
