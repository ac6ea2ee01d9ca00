"""Titles that everybody knows and that read like talk: with a verb that plays they are titles, whatever they mean."""

_TITLES = """
a place in the sun|a quiet place|absolutely fabulous|antiques roadshow|are you being served|as good as it gets|
back to the future|bargain hunt|better call saul|big bang theory|bring it on|call me by your name|call the midwife|
carry on camping|cash in the attic|catch me if you can|chicken run|come dine with me|curb your enthusiasm|
dancing on ice|dancing with the stars|dances with wolves|deal or no deal|dead poets society|dirty dancing|
doctor foster|dont look now|dont look up|dude wheres my car|eat pray love|escape to the country|everybody hates chris|
everybody loves raymond|everything everywhere all at once|family fortunes|flog it|four in a bed|
four weddings and a funeral|get me to the church|get out|gone girl|gone with the wind|good morning vietnam|
gossip girl|grand designs|guess whos coming to dinner|happy feet|have i got news for you|home alone|
home and away|homes under the hammer|hot fuzz|hot tub time machine|house of cards|house of the dragon|
how i met your mother|how to lose a guy in 10 days|how to train your dragon|i know what you did last summer|
im a celebrity get me out of here|inside out|is it cake|its a sin|its a wonderful life|keeping up appearances|
kill bill|killing eve|kitchen nightmares|last of the summer wine|law and order|leave no trace|line of duty|
little women|location location location|look whos talking|loose women|love actually|love island|
married at first sight|match of the day|mean girls|men behaving badly|monsters inc|never mind the buzzcocks|
no country for old men|no time to die|now you see me|o brother where art thou|only fools and horses|
one day|one foot in the grave|open all hours|orange is the new black|peep show|pretty woman|question time|
ready player one|ready steady cook|room on the broom|saved by the bell|saving private ryan|say yes to the dress|
schindlers list|shaun of the dead|silence of the lambs|sleepless in seattle|slow horses|snow white|
some like it hot|songs of praise|squid game|stand by me|still game|stop making sense|stranger things|
strictly come dancing|take me out|take the high road|the one show|the price is right|the repair shop|
the walking dead|there will be blood|this is us|toy story|two and a half men|what we do in the shadows|
whats eating gilbert grape|when harry met sally|who do you think you are|who wants to be a millionaire|
whose line is it anyway|wheel of fortune|would i lie to you|yes minister|yes prime minister|
gone in sixty seconds|gone in 60 seconds|news at ten|news at 10|news at six|news at one|youve got mail
"""
FAMOUS = frozenset(title for title in _TITLES.replace("\n", "").split("|") if " " in title)
