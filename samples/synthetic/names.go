package synthetic

import "fmt"

// PersonName returns an invented name; small numbers give distinct ones.
func PersonName(n int) string {
	first := []string{"Ada", "Ben", "Chidi", "Dana", "Emre", "Fatima", "Gita", "Hugo", "Ines", "Jonas", "Kaya", "Lena",
		"Mateo", "Nora", "Omar", "Petra", "Quentin", "Rosa", "Sami", "Tove"}
	last := []string{"Abt", "Brandt", "Castillo", "Dubois", "Eriksen", "Ferrari", "Gruber", "Haddad", "Ivanova", "Jansen",
		"Keller", "Lindqvist", "Moreau", "Novak", "Okafor", "Petrov", "Quist", "Rossi", "Sato", "Turner"}
	return first[n%len(first)] + " " + last[n/len(first)%len(last)]
}

// groupName returns an invented name that occurs once.
func groupName(n int) string {
	kinds := []string{"Project", "Team", "App", "Share", "Site"}
	places := []string{"Berlin", "Lyon", "Oslo", "Porto", "Graz", "Turin", "Gdansk", "Malmo", "Leeds", "Cork"}
	return fmt.Sprintf("%s %s %d", kinds[n%len(kinds)], places[n/len(kinds)%len(places)], n)
}
