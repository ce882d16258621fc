import ArgumentParser
import LaneCanvas
import ThreadAnalysis

/// Kinds of findings, as the command line names them.
struct FindingKinds: Sendable {
    static let names = Finding.Kind.allCases.map(\.rawValue).joined(separator: ", ")

    let kinds: Set<Finding.Kind>

    init(argument: String) throws {
        if argument == "all" {
            kinds = Set(Finding.Kind.allCases)
            return
        }
        kinds = try Set(
            argument.split(separator: ",", omittingEmptySubsequences: false).map { word in
                guard let kind = Finding.Kind(rawValue: String(word)) else {
                    throw ValidationError(
                        "'\(DisplayText.escaped(String(word)))' is no kind of finding: expected all, or of \(Self.names)."
                    )
                }
                return kind
            })
    }
}
