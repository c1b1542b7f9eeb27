"""Words that carry no meaning in a search; our own list, folded.

They are kept at the level `exact`, so that a query of nothing else still finds something.
"""

STOP_WORDS = frozenset(
    """
    aber alle allem allen aller alles als also am an ander andere anderem anderen anderer anderes auch auf aus bei beim
    bin bis bist da damit dann das dass dein deine dem den denn der des dessen deren die dies diese diesem diesen dieser
    dieses doch dort du durch ein eine einem einen einer eines er es etwas euch euer eure fuer gegen gewesen hab habe
    haben hat hatte hatten hier hin hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer ihres im in indem ins ist jede
    jedem jeden jeder jedes jene jenem jenen jener jenes jetzt kann kein keine keinem keinen keiner koennen konnte man
    manche mein meine mich mir mit muss musste nach nicht nichts noch nun nur ob oder ohne sehr sein seine seinem seinen
    seiner sich sie sind so solche soll sollte sondern sonst um und uns unser unsere unter vom von vor waehrend war waren
    warum was weg weil welche welchem welchen welcher wenn wer werde werden wie wieder will wir wird wirst wo wollen
    wurde wurden zu zum zur zwar zwischen the of and for to is are
    """.split()
) - {"weg", "unter", "gegen"}
