/// Pages to read beside lanes, each with something to see, to answer or to do.
package struct Lesson: Hashable, Sendable {
    package struct Page: Hashable, Sendable {
        package var title: String
        /// Paragraphs; `*words*` are emphasised, `` `words` `` are code.
        package var text: [String]
        /// Whether there is a run to be seen.
        package var hasLanes: Bool
        /// What is said over the lanes, and beside whose.
        package var caption: Caption?
        /// The names of the threads whose lanes are shown; empty: all.
        package var lanes: [String]
        package var question: Question?
        /// So many steps have been taken when it opens.
        package var stepsTaken: Int
        /// What is to be brought about by choosing who goes next.
        package var dare: String?

        package init(
            title: String, text: [String], hasLanes: Bool = false, caption: Caption? = nil,
            lanes: [String] = [],
            stepsTaken: Int = 0, question: Question? = nil, dare: String? = nil
        ) {
            self.title = title
            self.text = text
            self.hasLanes = hasLanes
            self.caption = caption
            self.lanes = lanes
            self.stepsTaken = stepsTaken
            self.question = question
            self.dare = dare
        }
    }

    package struct Question: Hashable, Sendable {
        package var text: String
        package var answers: [Answer]

        package init(text: String, answers: [Answer]) {
            self.text = text
            self.answers = answers
        }
    }

    package struct Answer: Hashable, Sendable {
        package var text: String
        /// What is said to whoever gives it.
        package var reply: String
        package var isRight: Bool

        package init(text: String, reply: String, isRight: Bool) {
            self.text = text
            self.reply = reply
            self.isRight = isRight
        }
    }

    /// As many as there are letters for.
    package static let mostAnswers = 6

    /// What one types.
    package var name: String
    package var title: String
    package var summary: String
    package var pages: [Page]
    /// What is told at the end, a sentence each.
    package var learned: [String]

    package init(name: String, title: String, summary: String, pages: [Page], learned: [String]) {
        self.name = name
        self.title = title
        self.summary = summary
        self.pages = pages
        self.learned = learned
    }
}

/// How far somebody has come in a lesson.
package struct LessonProgress: Hashable, Sendable, Codable {
    /// The page that is read, from 0 on; behind the last one what was learned is told.
    package var page = 0
    /// By page: the answers that were given, in this order.
    package var answers: [Int: [Int]] = [:]
    /// By page: with how many steps its dare was met, at best.
    package var dares: [Int: Int] = [:]

    package init() {}
}
