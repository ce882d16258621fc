/// A scenario as the browser lists it.
package struct ScenarioEntry: Hashable, Sendable {
    package let name: String
    package let title: String
    package let summary: String
    package let kind: Kind
    /// The heading that it stands under; empty for none.
    package let chapter: String
    /// What it shows, in the field's terms.
    package let concepts: [String]
    /// The schedule that it is best seen with, in words; empty for none.
    package let schedule: String
    /// What a search says of it; empty for nothing.
    package let search: String

    package init(
        name: String, title: String, summary: String, chapter: String = "", concepts: [String] = [],
        schedule: String = "", search: String = "", kind: Kind = .scenario
    ) {
        self.name = name
        self.title = title
        self.summary = summary
        self.chapter = chapter
        self.concepts = concepts
        self.schedule = schedule
        self.search = search
        self.kind = kind
    }

    package enum Kind: Hashable, Sendable {
        /// What comes with the program, and is shown small while it is selected.
        case scenario
        /// It has no run of its own.
        case lesson
        /// A file of somebody's, which nobody runs before it is asked for.
        case program
    }
}
