import Themes
import ThreadTrace

/// What can still come of the moment that is shown, as far as it has been looked for.
package struct Prospects: Hashable, Sendable {
    /// Ways that end alike.
    package struct End: Hashable, Sendable {
        package let words: String
        /// What went wrong, or nothing.
        package let message: String
        package let isWrong: Bool
        package let count: Int
        /// Who takes each step of the shortest one, from the beginning of the run.
        package let steps: [ThreadID]

        package init(words: String, message: String, isWrong: Bool, count: Int, steps: [ThreadID]) {
            self.words = words
            self.message = message
            self.isWrong = isWrong
            self.count = count
            self.steps = steps
        }
    }

    /// Which ways go wrong.
    package enum Share: Hashable, Sendable { case none, some, all }

    /// The moment that they are of: so many steps have been taken.
    package let step: Int
    package var ends: [End] = []
    package var executions = 0
    package var wrong = 0
    package var isComplete = false
    package var isRunning = true
    /// Why nothing can be said.
    package var failure: String?
    /// Of whom it is known what comes of letting them go.
    package var choices: [ThreadID: Share] = [:]
    /// The step after which every way goes wrong, where the run that is shown has come behind it.
    package var noReturn: Int?

    package init(step: Int) { self.step = step }
}

extension Scene {
    /// What is known of the moment that is shown.
    var prospects: Prospects? { status.prospects.flatMap { $0.step == moment.stepCount ? $0 : nil } }

    /// `3 of 12 ways go wrong`, for the header and the list.
    func words(for prospects: Prospects) -> String {
        if let failure = prospects.failure { return failure }
        let all = "\(prospects.isComplete ? "" : "the first ")\(prospects.executions)"
        if prospects.executions == 0 { return "looking \(glyphs.ellipsis)" }
        if prospects.executions == 1, prospects.isComplete {
            return prospects.wrong == 1 ? "the only way goes wrong" : "the only way goes well"
        }
        if prospects.wrong == prospects.executions { return "all of \(all) ways go wrong" }
        if prospects.wrong == 0 { return "none of \(all) ways goes wrong" }
        return "\(prospects.wrong) of \(all) ways go\(prospects.wrong == 1 ? "es" : "") wrong"
    }
}

extension Prospects.Share {
    /// What is said of a choice.
    var words: String {
        switch self {
        case .none: "no way goes wrong"
        case .some: "some ways go wrong"
        case .all: "every way goes wrong"
        }
    }

    var role: Role {
        switch self {
        case .none: .done
        case .some: .warning
        case .all: .error
        }
    }

    func glyph(_ glyphs: Glyphs) -> Character {
        switch self {
        case .none: glyphs.done
        case .some: glyphs.finding
        case .all: glyphs.failed
        }
    }
}
