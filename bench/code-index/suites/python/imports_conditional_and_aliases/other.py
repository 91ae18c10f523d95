import tools

thing = tools.saw
