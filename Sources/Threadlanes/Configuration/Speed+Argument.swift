import ArgumentParser
import ThreadModel

extension Speed: ExpressibleByArgument {
    /// "max", or a positive number with or without an x.
    public init?(argument: String) {
        if argument == "max" {
            self = .max
            return
        }
        let number =
            argument.hasSuffix("x") || argument.hasSuffix("×") ? String(argument.dropLast()) : argument
        guard let factor = Double(number), factor.isFinite, (0.001...1_000_000).contains(factor) else {
            return nil
        }
        self = .times(factor)
    }
}

extension Speed {
    /// As the screen takes it: nil for no waiting.
    var shown: Double? {
        switch self {
        case .times(let factor): factor
        case .max: nil
        }
    }

    init(shown: Double?) { self = shown.map(Speed.times) ?? .max }
}
