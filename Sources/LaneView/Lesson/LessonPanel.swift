import LaneCanvas
import Themes

/// A page's title, its text, and what it asks or dares.
struct LessonPanel: Panel {
    let screen: LessonScreen
    let theme: Theme
    let glyphs: Glyphs

    func draw(in area: Area, on frame: inout Frame) {
        for row in area.rows { frame.fill(row: row, columns: area.columns, style: theme[.canvas]) }
        drawTitle(in: Area(row: area.rows.lowerBound, columns: area.columns), on: &frame)
        let columns = LessonLayout.lineColumns(area.columns.count)
        let rows = area.rows.dropFirst().dropLast()
        let lines = lines(columns)
        // The window may have grown since.
        let offset = min(screen.offset, max(lines.count - rows.count, 0))
        for (row, line) in zip(rows, lines.dropFirst(offset)) {
            frame.write(line, row: row, column: area.columns.lowerBound + 2, limit: columns)
        }
        // In wide windows the lanes are right of it.
        guard area.columns.upperBound < frame.size.columns else { return }
        for row in area.rows.dropFirst() {
            frame.put(glyphs.side, row: row, column: area.columns.upperBound - 1, style: theme[.rule])
        }
    }

    /// The lesson and the page, and how many there are.
    func drawTitle(in area: Area, on frame: inout Frame, hint: String = "") {
        let row = area.rows.lowerBound
        let bar = theme[.header]
        frame.fill(row: row, columns: area.columns, style: bar)
        let count = screen.lesson.pages.count
        let place = screen.isAtEnd ? "the end" : "\(screen.progress.page + 1) of \(count)"
        let right = hint.isEmpty ? place : "\(hint)   \(place)"
        let end = area.columns.upperBound - 1 - DisplayText.width(of: right)
        frame.write(right, row: row, column: end, style: bar)
        let left = area.columns.lowerBound + 1
        let title = screen.page?.title ?? screen.lesson.title
        frame.write(
            glyphs.fit(title, max(end - left - 2, 0)), row: row, column: left, style: theme[.brand].over(bar))
    }

    /// All of it, in lines of at most so many columns.
    func lines(_ columns: Int) -> [[TextSpan]] {
        guard let page = screen.page else { return end(columns) }
        var blocks = page.text.map { marked($0, columns) }
        if let question = page.question { blocks.append(lines(of: question, given: screen.answers, columns)) }
        if let dare = page.dare {
            blocks.append(marked(text(of: dare), columns, screen.dareMetIn == nil ? .next : .done))
        }
        if let notice = screen.notice { blocks.append(marked(notice, columns, .warning)) }
        return Array(blocks.joined(separator: [[]]))
    }

    /// How many it can have, whatever is answered, met or refused.
    func mostLines(_ columns: Int) -> Int {
        guard let page = screen.page else { return lines(columns).count }
        var blocks = page.text.map { marked($0, columns).count }
        if let question = page.question {
            let replies = question.answers.map { marked(reply(to: $0), columns).count }
            blocks.append(lines(of: question, given: [], columns).count + (replies.max() ?? 0))
        }
        if let dare = page.dare {
            let longest = met(in: 1_000, "; fewest possible: 1000 steps")
            blocks.append(max(marked("Dare: *\(dare)*.", columns).count, marked(longest, columns).count))
        }
        if page.question != nil || page.dare != nil {
            blocks.append(LessonScreen.refusals.map { marked($0, columns).count }.max() ?? 0)
        }
        return blocks.reduce(0, +) + max(blocks.count - 1, 0)
    }

    private func text(of dare: String) -> String {
        guard let steps = screen.dareMetIn else { return "Dare: *\(dare)*." }
        let measure = screen.dare.map { dare in
            var dare = dare
            dare.metAt = steps
            return dare.measure
        }
        return met(in: steps, measure.map { $0.isEmpty ? "" : "; \($0)" } ?? "")
    }

    private func met(in steps: Int, _ measure: String) -> String {
        var words = "\(glyphs.done) dare met in \(ShownDare.counted(steps))"
        if let first = screen.page?.stepsTaken, first > 0 {
            words += ", the first \(first) of which were taken for you"
        }
        return words + measure
    }

    private func marked(_ text: String, _ columns: Int, _ role: Role = .canvas) -> [[TextSpan]] {
        MarkedText(text, role: role).lines(columns, theme, glyphs)
    }

    private func lines(
        of question: Lesson.Question, given answers: [Int], _ columns: Int
    ) -> [[TextSpan]] {
        var lines = marked(question.text, columns, .heading)
        for (number, answer) in question.answers.enumerated() {
            let isGiven = answers.contains(number)
            let role: Role = isGiven ? answer.isRight ? .done : .muted : .canvas
            let mark = isGiven ? answer.isRight ? glyphs.done : glyphs.failed : " "
            var rows = marked(answer.text, max(columns - 4, 1), role).map { $0.map { $0.moved(by: 4) } }
            if rows.isEmpty { rows = [[]] }
            rows[0].insert(
                TextSpan(
                    text: "\(mark) \(KeyTable.letter(ofAnswer: number))",
                    style: theme[isGiven ? role : .key]), at: 0)
            lines += rows
        }
        if let last = answers.last, question.answers.indices.contains(last) {
            let answer = question.answers[last]
            lines += marked(reply(to: answer), columns, answer.isRight ? .done : .warning)
        }
        return lines
    }

    private func reply(to answer: Lesson.Answer) -> String {
        let verdict = answer.isRight ? "Right" : "Not so"
        return answer.reply.isEmpty ? "\(verdict)." : "\(verdict): \(answer.reply)"
    }

    /// What was learned, and how well.
    private func end(_ columns: Int) -> [[TextSpan]] {
        let lesson = screen.lesson
        var blocks = [marked("*What you have learned*", columns)]
        blocks.append(
            lesson.learned.flatMap { sentence in
                let rows = marked(sentence, max(columns - 2, 1)).map { $0.map { $0.moved(by: 2) } }
                guard let first = rows.first else { return rows }
                return [[TextSpan(text: "\(glyphs.dot)", style: theme[.brand])] + first] + rows.dropFirst()
            })
        let score = score
        if !score.isEmpty { blocks.append(marked(score, columns, .done)) }
        return Array(blocks.joined(separator: [[]]))
    }

    private var score: String {
        let lesson = screen.lesson
        let asked = lesson.pages.indices.filter { lesson.pages[$0].question != nil }
        let atOnce = asked.count { page in
            guard let first = screen.progress.answers[page]?.first,
                let answers = lesson.pages[page].question?.answers, answers.indices.contains(first)
            else { return false }
            return answers[first].isRight
        }
        let dares = lesson.pages.indices.filter { lesson.pages[$0].dare != nil }
        let met = dares.count { screen.progress.dares[$0] != nil }
        return [
            asked.isEmpty ? "" : "\(atOnce) of \(asked.count) questions answered at once",
            dares.isEmpty ? "" : "\(met) of \(dares.count) dare\(dares.count == 1 ? "" : "s") met",
        ].filter { !$0.isEmpty }.joined(separator: ", ")
    }
}
