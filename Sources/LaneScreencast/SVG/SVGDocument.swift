import LaneCanvas

/// What is around the cells of a picture: size, title, canvas, fonts, and the style sheet at the end.
struct SVGDocument {
    let header: ScreencastHeader

    /// The class of text that is only there to be read by machines and copied by people.
    static let unpainted = "N"
    /// The class of groups that appear while the picture plays.
    static let appearing = "F"

    var canvas: RGB { header.palette.background }

    var beginning: String {
        let (width, height) = CellGrid.pixels(header.size)
        let title = header.title.isEmpty ? "" : "<title>\(XMLText.escaped(header.title))</title>"
        return """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(width) \(height)" width="\(width)" height="\(height)" \
            role="img">\(title)
            <rect width="\(width)" height="\(height)" rx="8" fill="\(canvas.shortHex)"/>
            <g transform="translate(\(CellGrid.padding) \(CellGrid.padding))" font-family="\(CellGrid.fonts)" \
            font-size="\(CellGrid.fontSize)" xml:space="preserve" style="white-space:pre">

            """
    }

    /// - Parameter animation: rules that say when what appears.
    func end(_ paints: SVGPaints, animation: String = "") -> String {
        "</g>\(paints.definitions)\n<style>text.\(Self.unpainted){fill:none}g rect{shape-rendering:crispEdges}\(paints.rules)\(animation)</style>\n</svg>\n"
    }
}
