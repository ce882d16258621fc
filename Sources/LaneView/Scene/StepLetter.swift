import ThreadTrace

extension EventKind {
    /// The letter that stands for a step on an axis of steps; nil for what has a glyph of its own or is no step.
    var stepLetter: Character? {
        switch self {
        case .start: "S"
        case .begin: "b"
        case .join: "J"
        case .rename: "N"
        case .acquire: "A"
        case .release: "r"
        case .wait: "w"
        case .wake: "k"
        case .notify: "n"
        case .arrive: "a"
        case .pass: "p"
        case .trip: "t"
        case .abort: "x"
        case .reset: "0"
        case .set: "s"
        case .clear: "c"
        case .put: "P"
        case .get: "G"
        case .taskDone: "d"
        case .shutdown, .close: "D"
        case .submit: "B"
        case .take: "T"
        case .complete: "E"
        case .result: "g"
        case .cancel: "X"
        case .read: "R"
        case .write: "W"
        case .inspect: "i"
        case .compute: "C"
        case .log, .output: "l"
        case .timeout: "o"
        case .reject: "!"
        default: nil
        }
    }
}

extension Event {
    /// The same of a step: waking by oneself is not being woken.
    var stepLetter: Character? { kind == .wake && resource == .none ? "z" : kind.stepLetter }
}
